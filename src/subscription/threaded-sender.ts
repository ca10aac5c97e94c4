import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { OutgoingEvent } from '../service/subscription/outgoing-event.ts'
import type { Endpoint, SendOutcome, Sender } from '../service/subscription/sender.ts'
import type { PrivateNetworks } from './address-policy.ts'

export type SenderOptions = Readonly<{ privateNetworks: PrivateNetworks }>

type Task = Readonly<{ kind: 'send'; endpoint: Endpoint; event: OutgoingEvent } | { kind: 'check'; url: string }>

/** What the server asks of the thread. */
export type SenderRequest = Readonly<{ id: number } & (Task | { kind: 'abort' })>

/** `value`: the outcome of `send`, or whether the URL of `check` is allowed. `error`: a defect, not what an endpoint did. */
export type SenderReply = Readonly<{ id: number } & ({ value: SendOutcome | boolean } | { error: unknown })>

type Waiting = Readonly<{ resolve: (value: SendOutcome | boolean) => void; reject: (error: unknown) => void }>

/**
 * Sends events over HTTP from a thread of its own, which starts with the first event. Ten endpoints cost more processor time
 * than the change that they are told of, and signatures and handshakes would hold up meetings.
 */
export class ThreadedSender implements Sender, AsyncDisposable {
  readonly #options: SenderOptions
  readonly #waiting = new Map<number, Waiting>()
  #thread: Worker | undefined
  /** They leave together, so that an event for ten endpoints is copied once. */
  #requests: SenderRequest[] = []
  #lastId = 0

  constructor(options: SenderOptions) {
    this.#options = options
  }

  async allows(url: string): Promise<boolean> {
    return (await this.#run({ kind: 'check', url })) === true
  }

  /** @throws the reason of `signal` when it is aborted; the error of the thread if that ends, and the next event starts another */
  async send(endpoint: Endpoint, event: OutgoingEvent, signal: AbortSignal): Promise<SendOutcome> {
    return (await this.#run({ kind: 'send', endpoint, event }, signal)) as SendOutcome
  }

  async #run(task: Task, signal?: AbortSignal): Promise<SendOutcome | boolean> {
    signal?.throwIfAborted()
    const id = (this.#lastId += 1)
    const abort = () => {
      this.#post({ kind: 'abort', id })
      this.#waiting.get(id)?.reject(signal?.reason)
    }
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject })
        signal?.addEventListener('abort', abort)
        this.#post({ id, ...task })
      })
    } finally {
      signal?.removeEventListener('abort', abort)
      this.#waiting.delete(id)
    }
  }

  /** Ends attempts under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread?.terminate()
  }

  #post(request: SenderRequest): void {
    if (this.#requests.length === 0) setImmediate(() => this.#flush())
    this.#requests.push(request)
  }

  #flush(): void {
    this.#thread ??= this.#start()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- of a window; a thread has no origin
    this.#thread.postMessage(this.#requests)
    this.#requests = []
  }

  #start(): Worker {
    // A built server runs a built thread.
    const file = new URL(`./sender-thread${extname(import.meta.filename)}`, import.meta.url)
    const thread = new Worker(file, { workerData: this.#options })
    thread.on('message', (replies: readonly SenderReply[]) => {
      for (const reply of replies) this.#settle(reply)
    })
    thread.on('error', (error) => this.#fail(thread, error))
    thread.on('exit', (code) => this.#fail(thread, new Error(`the thread that sends events ended with ${code}`)))
    return thread
  }

  #settle(reply: SenderReply): void {
    const waiting = this.#waiting.get(reply.id)
    if ('value' in reply) waiting?.resolve(reply.value)
    else waiting?.reject(reply.error)
  }

  #fail(thread: Worker, error: unknown): void {
    // An error is followed by an exit. What waits then is of the next thread.
    if (this.#thread !== thread) return
    this.#thread = undefined
    for (const { reject } of this.#waiting.values()) reject(error)
  }
}
