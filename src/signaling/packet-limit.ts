import type { Socket } from 'socket.io'

export type Connection = Socket['conn']

/** A browser that also negotiates media stays far below it. */
const PACKETS_A_SECOND = 100
/** How long a connection may be kept that speaks for nobody. */
const UNUSED_MS = 10_000

type Use = { since: number; spent: number; sockets: number; timer: NodeJS.Timeout | undefined }

/** Ends connections that say too much, whatever they say, and those that stay without being let in. */
export class PacketLimit {
  readonly #uses = new WeakMap<Connection, Use>()

  watch(connection: Connection): void {
    this.#uses.set(connection, { since: performance.now(), spent: 0, sockets: 0, timer: undefined })
    this.count(connection, 0)
    connection.on('packet', () => this.spend(connection, 1))
    connection.on('close', () => clearTimeout(this.#uses.get(connection)?.timer))
  }

  /** Counts something that costs as much as `cost` packets. */
  spend(connection: Connection, cost: number): void {
    const use = this.#uses.get(connection)
    if (!use) return
    const now = performance.now()
    if (now - use.since >= 1_000) Object.assign(use, { since: now, spent: 0 })
    use.spent += cost
    if (use.spent > PACKETS_A_SECOND) connection.close()
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
