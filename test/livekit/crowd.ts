import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Meeting } from '../browser/meeting.ts'

/** People without pages, in a program of their own. */
export type Crowd = AsyncDisposable & {
  /** This person speaks from now on. */
  speak(nick: string): void
}

/** Lets people join, each with signaling, media and a camera. Resolves when all are in. */
export async function openCrowd({ tester, link }: Meeting, nicks: readonly string[]): Promise<Crowd> {
  const program = fork(join(import.meta.dirname, 'crowd-program.ts'), [tester.url, link, ...nicks], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let log = ''
  for (const output of [program.stdout, program.stderr])
    output?.on('data', (text: Buffer) => (log = (log + text.toString()).slice(-10_000)))
  const exited = once(program, 'exit')
  const failed = exited.then(() => Promise.reject(new Error(`the crowd ended:\n${log}`)))
  await Promise.race([once(program, 'message'), failed])
  failed.catch(() => undefined) // it ends when the test ends it
  return {
    speak: (nick) => void program.send(nick),
    async [Symbol.asyncDispose]() {
      program.kill('SIGKILL')
      await exited
    },
  }
}
