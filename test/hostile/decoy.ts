import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// A server that refuses everything at once, as its own process. Attacking it costs the machine what attacking any server
// costs. Prints its address.

const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(429).end('{"code":"decoy"}'))
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
