import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Order } from './order.ts'

/** What the client made of the answer. */
export type Reply =
  | { status: number; body: unknown }
  | { refusal: { status: number; code: string; message: string } }
  | { problem: string }

export type Caller = AsyncDisposable & {
  /** @throws Error if the program does not reply. */
  call(order: Order): Promise<Reply>
}

/** The problem if the client does not have the operation. */
export const NO_METHOD = 'the client has no such method'
const REPLY_MS = 60_000

/** Starts a program that reads orders, one per line, and writes a reply for each. */
export function startCaller(
  [program, ...args]: readonly [program: string, ...args: string[]],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Caller {
  const child = spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] })
  const replies = createInterface(child.stdout)[Symbol.asyncIterator]()
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()))
  let said = ''
  child.stderr.on('data', (text: Buffer) => (said += String(text)))
  child.on('error', (error) => (said += error.message))
  // The program may have ended; then there is no reply, and what it said is thrown.
  child.stdin.on('error', () => {})
  return {
    async call(order) {
      child.stdin.write(`${JSON.stringify(order)}\n`)
      const timer = setTimeout(() => child.kill(), REPLY_MS)
      const { value, done } = await replies.next()
      clearTimeout(timer)
      if (done !== true) return JSON.parse(value) as Reply
      await closed
      throw new Error(`${program} did not reply: ${said.trim()}`)
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      await closed
    },
  }
}
