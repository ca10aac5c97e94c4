import { randomUUID } from 'node:crypto'
import type { createClient } from 'redis'

type Client = ReturnType<typeof createClient>

/** How long a connection may take to open. */
const CONNECT_MS = 3_000
/** The pause before each attempt to connect again. */
const RETRY_MS = 250
/** How often the connection is checked. */
const PING_MS = 1_000
/** A connection that has not answered for this long counts as interrupted, and is replaced. */
const SILENT_MS = 3_000
/** Commands that wait for an answer. More fail. */
const MAX_WAITING = 20_000

type Listener = (message: string) => void

type Reports = Readonly<{
  /** Called once with the error of each interruption. */
  onError: (error: unknown) => void
  /** Called with what a listener throws, such as the error of a message that cannot be read. */
  onMessageError: (error: unknown) => void
}>

/**
 * The connection of this process to Redis. It connects again by itself, also if Redis hangs. It sends nothing later: what
 * is published while Redis is away fails.
 */
export class RedisLink implements AsyncDisposable {
  /** Identifies this process among those that share the Redis. */
  readonly id = randomUUID()
  readonly #open: () => Client
  readonly #onError: (error: unknown) => void
  readonly #onMessageError: (error: unknown) => void
  readonly #channels = new Map<string, Listener>()
  readonly #connectedListeners: (() => void)[] = []
  #client: Client | undefined
  #isConnected = false
  #interruptions = 0
  #heardAt = 0
  #pings: NodeJS.Timeout | undefined
  #retry: NodeJS.Timeout | undefined

  private constructor(open: () => Client, { onError, onMessageError }: Reports) {
    this.#open = open
    this.#onError = onError
    this.#onMessageError = onMessageError
  }

  /** A link that is not connected yet. */
  static async open({ url, ...reports }: { url: string } & Reports): Promise<RedisLink> {
    // Loaded only here: a server without Redis does not need the client.
    const { createClient } = await import('redis')
    const open = () =>
      createClient({
        url,
        disableOfflineQueue: true,
        commandsQueueMaxLength: MAX_WAITING,
        // The link opens a new client instead. After a few failed attempts, a client does not subscribe again.
        socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
      }) as Client
    return new RedisLink(open, reports)
  }

  /**
   * Connects, once all channels are subscribed. Waits for a few seconds; if Redis cannot be reached, the link keeps trying.
   */
  async connect(): Promise<void> {
    const connected = Promise.withResolvers<void>()
    this.onConnected(connected.resolve)
    this.#connect()
    this.#pings = setInterval(() => this.#check(), PING_MS)
    const late = setTimeout(connected.resolve, CONNECT_MS)
    await connected.promise
    clearTimeout(late)
  }

  /** Whether messages of other processes arrive. */
  get isConnected(): boolean {
    return this.#isConnected
  }

  /** How often they have stopped arriving; the time before the first connection counts. */
  get interruptions(): number {
    return this.#interruptions
  }

  /** Runs a script. @throws at once while Redis is away */
  async evaluate(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown> {
    if (!this.#client || !this.#isConnected) throw new Error('Redis is not connected')
    return this.#client.eval(script, options)
  }

  /** Calls `listener` whenever messages begin to arrive. */
  onConnected(listener: () => void): void {
    this.#connectedListeners.push(listener)
  }

  /** Calls `listener` with each message on a channel, those of this process included. One listener per channel; before `connect`. */
  subscribe(channel: string, listener: Listener): void {
    this.#channels.set(channel, listener)
  }

  /** @throws if Redis does not take the message; then perhaps nobody gets it */
  async publish(channel: string, message: string): Promise<void> {
    if (!this.#client || !this.#isConnected) throw new Error('Redis is not connected')
    await this.#client.publish(channel, message)
  }

  /** Waits until Redis has taken what was published so far. Does nothing while Redis is away. */
  async flush(): Promise<void> {
    if (this.#isConnected) await this.#client?.ping().catch(() => undefined)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#pings)
    clearTimeout(this.#retry)
    this.#isConnected = false
    this.#channels.clear()
    this.#drop()
  }

  #connect(): void {
    const client = this.#open()
    this.#client = client
    this.#heardAt = performance.now()
    client.on('error', (error) => this.#lost(client, error))
    void this.#subscribeAll(client)
  }

  async #subscribeAll(client: Client): Promise<void> {
    try {
      await client.connect()
      for (const [channel, listener] of this.#channels) {
        await client.subscribe(channel, (message) => this.#deliver(listener, message))
      }
      this.#connected(client)
    } catch (error) {
      this.#lost(client, error)
    }
  }

  /** What a listener throws would interrupt the connection. */
  #deliver(listener: Listener, message: string): void {
    try {
      listener(message)
    } catch (error) {
      this.#onMessageError(error)
    }
  }

  #connected(client: Client): void {
    if (this.#client !== client) return
    this.#heardAt = performance.now()
    this.#isConnected = true
    for (const listener of this.#connectedListeners) listener()
  }

  /** Opens another connection in place of a lost one, soon. */
  #lost(client: Client, error: unknown): void {
    if (this.#client !== client) return
    const isNew = this.#isConnected || this.#interruptions === 0
    this.#isConnected = false
    this.#drop()
    this.#retry = setTimeout(() => this.#connect(), RETRY_MS)
    if (!isNew) return
    this.#interruptions += 1
    this.#onError(error)
  }

  /** A Redis that hangs, or a cut network, closes no connection. */
  #check(): void {
    const client = this.#client
    if (!client) return
    if (performance.now() - this.#heardAt > SILENT_MS) return this.#lost(client, new Error('Redis does not answer'))
    if (!this.#isConnected) return
    client.ping().then(
      () => (this.#heardAt = performance.now()),
      () => {},
    )
  }

  #drop(): void {
    const client = this.#client
    this.#client = undefined
    try {
      client?.destroy()
    } catch {
      // It was closed already.
    }
  }
}
