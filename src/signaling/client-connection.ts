import type { Socket } from 'socket.io'

/** The WebSocket of one client, which its sockets of all namespaces share. */
export type Transport = Socket['conn']

/** How many packets per second a client may send for any length of time. */
const PACKETS_PER_SECOND = 100
/**
 * How many packets a client may send at once on top of that. A page that joins a mesh of eight, or returns to it after a
 * lost connection, sends each of the seven others a description and up to forty candidates.
 */
const BURST_PACKETS = 400
/** In bytes, or in characters of a text. A packet counts once more for each full part of this length. */
const PACKET_LENGTH = 4_096
/**
 * How much may wait for a client that reads slowly: bytes, or characters of text that is not encoded yet. A roster of
 * thousands fits. Beyond it the connection is destroyed, such as that of a client that only answers pings.
 */
const MAX_BACKLOG = 4_194_304
/** How long a connection without an admitted socket stays open. */
const UNUSED_MS = 10_000

/** When a connection is closed. `givenUpMs`: a client that gets no ping for this long has closed its end. */
type Limits = Readonly<{ givenUpMs: number }>

/** Closes the connection of a client that sends too much, reads too little, does not get admitted, or has given up. */
export class ClientConnection {
  readonly #transport: Transport
  readonly #closed = Promise.withResolvers<void>()
  /** Packets counted so far. The count falls by `PACKETS_PER_SECOND`. */
  #spent = 0
  #spentAt = performance.now()
  #sockets = 0
  #unusedTimer: NodeJS.Timeout | undefined
  #pingedAt = performance.now()

  constructor(transport: Transport, { givenUpMs }: Limits) {
    this.#transport = transport
    transport.on('packetCreate', ({ type }: { type: string }) => {
      if (type === 'ping') this.#pinged(givenUpMs)
    })
    this.#startUnusedTimer()
    transport.on('packet', ({ data }: { data?: string | Buffer }) =>
      this.spend(1 + Math.floor((data?.length ?? 0) / PACKET_LENGTH)),
    )
    this.#limitBacklog()
    transport.on('close', () => clearTimeout(this.#unusedTimer))
    const stream = transport.request.socket
    if (stream.closed) this.#closed.resolve()
    else stream.once('close', () => this.#closed.resolve())
  }

  /** Resolves once the network connection is closed. */
  get closed(): Promise<void> {
    return this.#closed.promise
  }

  /** Counts a request that costs as much as `cost` packets. Closes the connection if that is too much. */
  spend(cost: number): void {
    const now = performance.now()
    const regained = ((now - this.#spentAt) / 1_000) * PACKETS_PER_SECOND
    this.#spent = Math.max(0, this.#spent - regained) + cost
    this.#spentAt = now
    if (this.#spent > BURST_PACKETS) this.#transport.close()
  }

  /** A socket was admitted on this connection. */
  socketAdmitted(): void {
    this.#sockets += 1
    clearTimeout(this.#unusedTimer)
  }

  /** An admitted socket has closed. */
  socketClosed(): void {
    this.#sockets -= 1
    if (this.#sockets === 0) this.#startUnusedTimer()
  }

  /** Destroys the network connection without waiting for the client. */
  destroy(): void {
    this.#transport.request.socket.destroy()
  }

  /**
   * After a long pause of this process the ping is late, and its client may continue at another server. What it sent
   * before has not been read yet. The timer of the ping runs before these reads.
   */
  #pinged(givenUpMs: number): void {
    const now = performance.now()
    if (now - this.#pingedAt > givenUpMs) this.#transport.close()
    this.#pingedAt = now
  }

  #startUnusedTimer(): void {
    if (this.#transport.readyState !== 'open') return
    this.#unusedTimer = setTimeout(() => this.#transport.close(), UNUSED_MS)
  }

  /** Destroys the connection if more than `MAX_BACKLOG` waits for the client, in Socket.IO and in the stream. */
  #limitBacklog(): void {
    const stream = this.#transport.request.socket
    let unwritten = 0
    this.#transport.on('packetCreate', ({ data }: { data?: string | Buffer }) => {
      unwritten += data?.length ?? 0
      // `close()` would first wait for the client to read everything.
      if (unwritten + stream.writableLength > MAX_BACKLOG) stream.destroy()
    })
    this.#transport.on('flush', () => (unwritten = 0))
  }
}
