import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'
import { createServer } from 'node:tls'
import { CERTIFICATE, KEY } from '../../src/subscription/receiver.fixture.ts'

/** A proxy that speaks TLS, with the certificate of the tests. `portOf` gives the port to which it leads. */
export async function startTlsFront(portOf: () => number) {
  const server = createServer({ cert: CERTIFICATE, key: KEY }, (outside) => {
    const inside = connect(portOf(), '127.0.0.1')
    for (const [from, to] of [
      [outside, inside],
      [inside, outside],
    ] as const)
      pipeline(from, to, () => {})
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}
