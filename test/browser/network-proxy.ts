import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A proxy to the server that can be cut. While it is cut, nothing passes in either direction. */
export type Cable = AsyncDisposable & {
  /** The same address at this end of the cable. */
  through(url: string): string
  cut(): void
  mend(): void
}

export async function layCable(serverUrl: string): Promise<Cable> {
  const { hostname, port } = new URL(serverUrl)
  const ends = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from)
      from.on('error', () => to.destroy())
      from.once('close', () => {
        ends.delete(from)
        to.destroy()
      })
      from.pipe(to)
    }
    if (isCut) for (const end of [near, far]) end.pause()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: ours } = server.address() as AddressInfo
  return {
    through(url) {
      const there = new URL(url)
      there.hostname = '127.0.0.1'
      there.port = String(ours)
      return there.href
    },
    cut() {
      isCut = true
      for (const end of ends) {
        end.unpipe()
        end.pause()
      }
    },
    mend() {
      isCut = false
      // Connections that were open when it was cut stay closed; clients must reconnect.
      for (const end of ends) end.destroy()
    },
    async [Symbol.asyncDispose]() {
      for (const end of ends) end.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
