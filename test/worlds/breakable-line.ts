import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A network line to a service, which can break. */
export type BreakableLine = AsyncDisposable & {
  /** Leads to the service, on the loopback address. */
  readonly port: number
  /** Breaks all connections, and refuses new ones until it is mended. */
  break(isBroken: boolean): void
  /** Lets nothing through any more, and closes no connection. */
  stall(): void
}

/** @param target the port of the service on the loopback address, or the path of its socket */
export async function layLine(target: number | string): Promise<BreakableLine> {
  let isBroken = false
  let isStalled = false
  const open = new Set<Socket>()
  const listener = createServer((near) => {
    const far = typeof target === 'string' ? connect(target) : connect(target, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.on('error', () => {}) // `close` follows
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
    if (isBroken) near.destroy()
    if (isStalled) [near, far].forEach((socket) => socket.unpipe().pause())
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const cut = () => open.forEach((socket) => socket.destroy())
  return {
    port: (listener.address() as AddressInfo).port,
    break(now) {
      isBroken = now
      if (now) cut()
    },
    stall() {
      isStalled = true
      open.forEach((socket) => socket.unpipe().pause())
    },
    async [Symbol.asyncDispose]() {
      cut()
      listener.close()
      await once(listener, 'close')
    },
  }
}
