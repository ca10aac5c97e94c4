// Runs in a thread of its own: sends the events that the server hands over, and says what came of each.
import { parentPort, workerData } from 'node:worker_threads'
import { HttpSender } from './http-sender.ts'
import type { SenderOptions, SenderReply, SenderRequest } from './threaded-sender.ts'

const port = parentPort
if (!port) throw new Error('this is a thread of the server, not a program')

const sender = new HttpSender(workerData as SenderOptions)
const underway = new Map<number, AbortController>()
let replies: SenderReply[] = []

port.on('message', (requests: readonly SenderRequest[]) => {
  for (const request of requests) {
    if (request.kind === 'abort') underway.get(request.id)?.abort()
    else void answer(request)
  }
})

async function answer(request: Exclude<SenderRequest, { kind: 'abort' }>): Promise<void> {
  const { id } = request
  const abort = new AbortController()
  underway.set(id, abort)
  try {
    const value =
      request.kind === 'check'
        ? await sender.allows(request.url)
        : await sender.send(request.endpoint, request.event, abort.signal)
    reply({ id, value })
  } catch (error) {
    // Nobody waits any more for what was aborted.
    if (!abort.signal.aborted) reply({ id, error })
  } finally {
    underway.delete(id)
  }
}

/** What ends at the same moment goes back in one message. */
function reply(one: SenderReply): void {
  if (replies.length === 0) setImmediate(flush)
  replies.push(one)
}

function flush(): void {
  port?.postMessage(replies)
  replies = []
}
