import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SEED } from './tester.ts'

export type ServerProcess = AsyncDisposable & {
  url: string
  child: ChildProcess
  stdout(): string
  stderr(): string
  /** Sends the signal and waits. Gives the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>
}

/** A folder with a seed file of the tester's people in it. */
export async function makeDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  await writeFile(join(folder, 'seed.json'), JSON.stringify(SEED))
  return folder
}

/** The server as its own process, as `npm start` starts it. */
export async function startServerProcess(dataFolder: string, env: Record<string, string> = {}): Promise<ServerProcess> {
  const started = runProgram(['start'], {
    ROLLCALL_HOST: '127.0.0.1',
    ROLLCALL_PORT: '0',
    ROLLCALL_DATA: dataFolder,
    ROLLCALL_SEED: join(dataFolder, 'seed.json'),
    ...env,
  })
  const url = await started.line(/listens on (\S+)/)
  return { ...started, url }
}

/** `rollcall <args>` as its own process. */
export function runProgram(args: readonly string[], env: Record<string, string> = {}) {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ROLLCALL_')))
  const child = spawn(process.execPath, ['src/main.ts', ...args], {
    env: { ...clean, ROLLCALL_LIVEKIT: 'off', ...env }, // a livekit-server on the PATH would be run
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>

  /** Waits until `pattern` matches the output, and gives its first group. */
  const line = async (pattern: RegExp): Promise<string> => {
    let isOver = false
    void closed.then(() => (isOver = true))
    for (;;) {
      const found = stdout.match(pattern)
      if (found) return found[1] ?? found[0]
      if (isOver) throw new Error(`the program ended before it said ${pattern}:\n${stdout}${stderr}`)
      await Promise.race([once(child.stdout, 'data'), closed])
    }
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    return ended()
  }
  const ended = async () => {
    const [code, by] = await closed
    return code ?? (by as NodeJS.Signals)
  }
  return {
    child,
    line,
    end,
    /** Waits until the process ends. Gives the exit code, or the signal that ended it. */
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    async [Symbol.asyncDispose]() {
      await end('SIGKILL')
    },
  }
}

export type Json = Record<string, unknown>

/** A call of the open API by the tester's app with all scopes. */
export async function callApi(url: string, method: string, path: string, body?: Json): Promise<Json> {
  const token = await post(`${url}/v1.0/oauth2/accessToken`, { appKey: 'dingacmeapp', appSecret: 'acme-secret' })
  const response = await fetch(url + path, {
    method,
    headers: {
      'x-acs-dingtalk-access-token': String(token['accessToken']),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const answer = (await response.json()) as Json
  if (!response.ok) throw new Error(`${method} ${path} gave ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

export async function post(url: string, body: Json): Promise<Json> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Json
  if (!response.ok) throw new Error(`POST ${url} gave ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

export type MemberRow = {
  userNick: string
  unionId?: string
  attendStatus: number
  joinTime?: number
  leaveTime?: number
  duration: number
  host: boolean
}

export async function membersOf(url: string, conferenceId: string): Promise<MemberRow[]> {
  const path = `/v1.0/conference/videoConferences/${conferenceId}/members?maxResults=100000`
  return (await callApi(url, 'GET', path))['memberModels'] as MemberRow[]
}

/** Repeats `ask` until `isTrue` accepts the answer. Gives the last answer if it does not in time. */
export async function eventually<T>(
  ask: () => Promise<T>,
  isTrue: (answer: T) => boolean,
  timeoutMs: number,
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const answer = await ask()
    if (isTrue(answer) || Date.now() > deadline) return answer
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
