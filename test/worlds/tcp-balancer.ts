import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A load balancer: it hands each connection to the next of its servers, and to another one if that server does not listen. */
export type TcpBalancer = AsyncDisposable & {
  /** `http://127.0.0.1:…` */
  readonly url: string
  /** Adds a server, `http://…`. */
  add(url: string): void
  /** How many signaling sockets each server has now, in the order of `add`. */
  sockets(): number[]
}

/** How a signaling connection begins. */
const START = 'GET /signaling'

/** Starts a balancer without servers, on a free port. */
export async function startTcpBalancer(): Promise<TcpBalancer> {
  const servers: { url: URL; sockets: Set<Socket> }[] = []
  const open = new Set<Socket>()
  let next = 0
  const reach = async () => {
    for (let tries = 0; tries < servers.length; tries += 1) {
      const server = servers[next++ % servers.length]
      const far = server && connect(Number(server.url.port), server.url.hostname)
      if (far && (await connected(far))) return { far, server }
    }
    return undefined
  }
  const balance = async (near: Socket) => {
    near.on('error', () => near.destroy())
    const reached = await reach()
    if (!reached) return near.destroy()
    const { far, server } = reached
    near.once('data', (chunk: Buffer) => {
      if (chunk.subarray(0, START.length).toString() === START) server.sockets.add(near)
    })
    near.once('close', () => server.sockets.delete(near))
    join(near, far, open)
  }
  const listener = createServer((near) => void balance(near))
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    add: (url) => void servers.push({ url: new URL(url), sockets: new Set() }),
    sockets: () => servers.map(({ sockets }) => sockets.size),
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}

async function connected(socket: Socket): Promise<boolean> {
  return once(socket, 'connect').then(
    () => true,
    () => false,
  )
}

/** Passes everything on in both directions, until one of them closes. */
function join(near: Socket, far: Socket, open: Set<Socket>): void {
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    open.add(from)
    from.on('error', () => from.destroy())
    from.once('close', () => {
      open.delete(from)
      to.destroy()
    })
    from.pipe(to)
  }
}
