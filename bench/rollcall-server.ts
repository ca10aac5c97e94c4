import type { ChildProcess } from 'node:child_process'
import { openSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bodies } from './bare-server.ts'
import { CLIENT, SEED } from './fill-database.ts'
import { lineOf, runNode } from './processes.ts'

/** `headers`: with an access token. `startMs`: from the start of the process to its first answer. */
export type RunningServer = { url: string; server: ChildProcess; headers: Record<string, string>; startMs: number }

/** Starts the server with its defaults and `settings`, except that it does not end the silent sessions of a filled database. */
export async function startRollcall(dataFolder: string, settings: Record<string, string> = {}): Promise<RunningServer> {
  const seedFile = join(dataFolder, 'seed.json')
  await writeFile(seedFile, JSON.stringify(SEED))
  const startedAt = performance.now()
  const env = {
    ROLLCALL_HOST: '127.0.0.1',
    ROLLCALL_PORT: '0',
    ROLLCALL_DATA: dataFolder,
    ROLLCALL_SEED: seedFile,
    ROLLCALL_LEAVE_WINDOW_MS: String(2 ** 31 - 1),
    ...settings,
  }
  const server = runNode(['src/main.ts', 'start'], 0, { env, log: openSync(join(dataFolder, 'log'), 'a') })
  const [, url = ''] = await lineOf(server, /listens on (\S+)/)
  await fetch(`${url}/healthz`)
  const startMs = performance.now() - startedAt
  const answer = await fetch(`${url}/v1.0/oauth2/accessToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(CLIENT),
  })
  const { accessToken } = (await answer.json()) as { accessToken: string }
  return { url, server, headers: { 'x-acs-dingtalk-access-token': accessToken }, startMs }
}

/** Starts the yardstick: a bare HTTP server that answers `paths` with the bytes with which `running` answers them. */
export async function startBare(
  { url, headers }: Pick<RunningServer, 'url' | 'headers'>,
  { paths, folder }: Readonly<{ paths: readonly string[]; folder: string }>,
): Promise<{ url: string; server: ChildProcess }> {
  const bodies: [string, string][] = []
  for (const path of paths) {
    const answer = await fetch(url + path, { headers })
    if (answer.status !== 200) throw new Error(`${path} gave ${answer.status}`)
    bodies.push([path, await answer.text()])
  }
  const bodyFile = join(folder, 'bodies.json')
  await writeFile(bodyFile, JSON.stringify(bodies satisfies Bodies))
  const server = runNode(['bench/bare-server.ts', bodyFile], 0)
  const [, port] = await lineOf(server, /listening on (\d+)/)
  return { url: `http://127.0.0.1:${port}`, server }
}
