import type { Socket } from 'socket.io'

export type Connection = Socket['conn']

/** What a connection may go on saying. */
const PACKETS_A_SECOND = 100
/**
 * What it may say at once besides: whoever comes into a mesh of eight, or finds it again after a cut, sends each of the
 * seven others a description and up to forty candidates.
 */
const PACKETS_AT_ONCE = 400
/** Each further part of this length counts as one more packet. */
const PACKET_LENGTH = 4_096
/**
 * What may wait for a client that takes it in slowly, in bytes, or in characters of what is not encoded yet. A roster of
 * thousands fits in; a client that reads nothing and still says that it lives is not waited for beyond it.
 */
const MAX_BACKLOG = 4_194_304
/** How long a connection may be kept that speaks for nobody. */
const UNUSED_MS = 10_000

/** `spent` falls with time, by what a connection may go on saying. */
type Use = { at: number; spent: number; sockets: number; timer: NodeJS.Timeout | undefined }

/** Ends connections that say too much, whatever they say, or hear too little, and those that stay without being let in. */
export class PacketLimit {
  readonly #uses = new WeakMap<Connection, Use>()

  watch(connection: Connection): void {
    this.#uses.set(connection, { at: performance.now(), spent: 0, sockets: 0, timer: undefined })
    this.count(connection, 0)
    connection.on('packet', ({ data }: { data?: string | Buffer }) =>
      this.spend(connection, 1 + Math.floor((data?.length ?? 0) / PACKET_LENGTH)),
    )
    this.#watchBacklog(connection)
    connection.on('close', () => clearTimeout(this.#uses.get(connection)?.timer))
  }

  /** Counts something that costs as much as `cost` packets. */
  spend(connection: Connection, cost: number): void {
    const use = this.#uses.get(connection)
    if (!use) return
    const now = performance.now()
    use.spent = Math.max(0, use.spent - ((now - use.at) / 1_000) * PACKETS_A_SECOND) + cost
    use.at = now
    if (use.spent > PACKETS_AT_ONCE) connection.close()
  }

  /** Looks with each packet for the client how much waits: those not written yet, and what the stream still holds. */
  #watchBacklog(connection: Connection): void {
    const stream = connection.request.socket
    let unwritten = 0
    connection.on('packetCreate', ({ data }: { data?: string | Buffer }) => {
      unwritten += data?.length ?? 0
      // Closed in order, it would first wait for the client to take in everything.
      if (unwritten + stream.writableLength > MAX_BACKLOG) stream.destroy()
    })
    connection.on('flush', () => (unwritten = 0))
  }

  /** One socket more, or one less, has been let in on this connection. */
  count(connection: Connection, more: number): void {
    const use = this.#uses.get(connection)
    if (!use) return
    use.sockets += more
    clearTimeout(use.timer)
    if (use.sockets === 0 && connection.readyState === 'open')
      use.timer = setTimeout(() => connection.close(), UNUSED_MS)
  }
}
