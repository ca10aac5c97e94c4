import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** A port of the loopback address that is free now, for programs that cannot choose one themselves. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
