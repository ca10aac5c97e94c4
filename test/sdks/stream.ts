import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { isDeepStrictEqual } from 'node:util'
import { outgoingEventOf, startStreamServer, STREAM_APP, untilConnected } from '../worlds/stream-world.ts'

/** The events that are sent, and what the program answers: it asks for the second one again. */
const SENT = [1, 2, 2, 3]
const OUTCOMES = ['done', 'later', 'done', 'done']

/**
 * Runs a program with a client for stream mode, over two servers: the second one takes the place of the first. The program
 * prints each event in a line.
 *
 * @returns what is wrong, or `undefined`
 */
export async function runStream(
  [program, ...args]: readonly [program: string, ...args: string[]],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<string | undefined> {
  const first = await startStreamServer()
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: {
      ...options.env,
      DINGTALK_OPENAPI_ENDPOINT: `http://127.0.0.1:${first.port}`,
      CLIENT_ID: STREAM_APP.clientId,
      CLIENT_SECRET: STREAM_APP.clientSecret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed: unknown[] = []
  createInterface(child.stdout).on('line', (line) => line.startsWith('{') && printed.push(JSON.parse(line)))
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += String(text)))
  child.on('error', (error) => (said += error.message))
  const ended = once(child, 'close').then(() => Promise.reject(new Error('the program ended')))
  ended.catch(() => {})
  const send = async ({ pool }: typeof first, numbers: readonly number[]) => {
    const outcomes: string[] = []
    for (const number of numbers) outcomes.push(await pool.send(STREAM_APP.clientId, outgoingEventOf(number)))
    return outcomes
  }
  try {
    await Promise.race([untilConnected(first), ended])
    const before = await send(first, SENT)
    await first[Symbol.asyncDispose]()
    await using second = await startStreamServer({ port: first.port })
    await Promise.race([untilConnected(second), ended])
    const outcomes = [...before, ...(await send(second, [4]))]
    if (!isDeepStrictEqual(outcomes, [...OUTCOMES, 'done'])) return `events of a stream were ${outcomes.join(', ')}`
    const expected = [...SENT, 4]
      .map(outgoingEventOf)
      .map(({ eventId, eventType, data }) => ({ eventId, eventType, data }))
    return isDeepStrictEqual(printed, expected) ? undefined : `the stream printed ${JSON.stringify(printed)}`
  } catch (error) {
    return `the stream failed: ${String(error)}: ${said}`
  } finally {
    child.kill()
    await first[Symbol.asyncDispose]()
  }
}
