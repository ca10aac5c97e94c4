import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { networkOf } from '../dingtalk/gateway/caller-address.ts'
import type { Logger } from '../telemetry/log.ts'

/** How many connections may be open at once, WebSockets included; 0: no limit. */
export type ConnectionLimits = Readonly<{ connections: number; connectionsPerAddress: number }>

/** How long the log is silent about refused connections after a line about them. */
const LOG_AGAIN_MS = 60_000

/** Closes connections above the limits as they open. An IPv6 /64 network counts as one address. */
export function limitConnections(
  server: Server,
  { connections, connectionsPerAddress }: ConnectionLimits,
  log: Logger,
): void {
  if (connections > 0) server.maxConnections = connections
  let loggedAt = -Infinity
  const report = (limit: string) => {
    if (performance.now() - loggedAt < LOG_AGAIN_MS) return
    loggedAt = performance.now()
    log.warn({ limit }, 'too many connections are open; more are refused')
  }
  server.on('drop', () => report('ROLLCALL_CONNECTIONS'))
  if (connectionsPerAddress === 0) return

  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? '')
    const count = open.get(network) ?? 0
    if (count >= connectionsPerAddress) {
      report('ROLLCALL_CONNECTIONS_PER_ADDRESS')
      socket.destroy()
      return
    }
    open.set(network, count + 1)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
  })
}
