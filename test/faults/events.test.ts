import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import { makeDataFolder, startServerProcess, type ServerProcess } from '../worlds/server-process.ts'
import { ALLOWED, meetAndKill, requireAll, startEndpoints, subscribe } from './every-event.ts'

test('[DL6] [DL3] a server on SQLite is killed ten times: 10,000 events arrive at three endpoints, in order', async (t) => {
  const dataFolder = await makeDataFolder()
  t.after(() => rm(dataFolder, { recursive: true, force: true }))
  await using opened = await startEndpoints()
  const { endpoints } = opened
  let server: ServerProcess = await startServerProcess(dataFolder, ALLOWED)
  t.after(() => server.end('SIGKILL'))
  await subscribe(server.url, endpoints)
  await meetAndKill(endpoints, {
    urlOf: () => server.url,
    kill: async () => {
      await server.end('SIGKILL')
      server = await startServerProcess(dataFolder, ALLOWED)
    },
    apartMs: 2_500,
  })
  t.diagnostic(await requireAll(server.url, endpoints))
})
