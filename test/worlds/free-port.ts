import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Ports from which no system takes the port of an outgoing connection. Such a connection could take a port before its program listens. */
const FIRST = 15_000
const LAST = 32_000
const TRIES = 50

/** A TCP port that is free now on every address, for programs that cannot choose one themselves. */
export function findFreePort(): Promise<number> {
  return firstFree(async (port) => {
    const server = createServer()
    const listening = once(server, 'listening')
    server.listen(port, '0.0.0.0')
    await listening
    server.close()
    await once(server, 'close')
  })
}

/** A UDP port that is free now on every address. */
export function findFreeUdpPort(): Promise<number> {
  return firstFree(async (port) => {
    const socket = createSocket('udp4')
    const listening = once(socket, 'listening')
    socket.bind(port, '0.0.0.0')
    await listening
    socket.close()
  })
}

async function firstFree(take: (port: number) => Promise<void>): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
    try {
      await take(port)
      return port
    } catch (error) {
      if (tries === TRIES) throw error
    }
  }
}
