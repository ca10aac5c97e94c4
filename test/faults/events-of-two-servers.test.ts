import { test } from 'node:test'
import { meetOnTwo, startSharedServices } from '../worlds/two-servers.ts'
import { ALLOWED, meetAndKill, requireAll, startEndpoints, subscribe } from './every-event.ts'

test('[DL6] [DL7] one of two servers is killed ten times: 10,000 events arrive at three endpoints, in order', async (t) => {
  await using shared = await startSharedServices()
  await using meeting = await meetOnTwo(shared, { all: ALLOWED })
  await using opened = await startEndpoints()
  const { endpoints } = opened
  const servers = [meeting.one, meeting.two]
  const anyOf = () => Math.floor(Math.random() * servers.length)
  await subscribe(meeting.two.url, endpoints)
  await meetAndKill(endpoints, {
    urlOf: () => servers[anyOf()]?.url ?? meeting.two.url,
    kill: async () => {
      const victim = anyOf()
      await servers[victim]?.end('SIGKILL')
      servers[victim] = await meeting.restart(servers[victim] ?? meeting.one)
    },
    // A server that takes over does so after up to 17 seconds.
    apartMs: 7_000,
  })
  t.diagnostic(await requireAll(meeting.two.url, endpoints))
})
