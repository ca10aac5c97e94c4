// The yardstick: a bare node:http server that answers each path with its body, from ready-made buffers.
// The bodies are in a file, as JSON: [[path, body], …].
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Each path with the body that answers it. */
export type Bodies = readonly (readonly [path: string, body: string])[]

const bodies = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Bodies
const pages = new Map(
  bodies.map(([path, text]) => {
    const body = Buffer.from(text)
    return [
      path,
      { body, headers: { 'content-type': 'application/json;charset=utf-8', 'content-length': body.length } },
    ]
  }),
)
const server = createServer((request, response) => {
  const page = pages.get(request.url as string)
  response.writeHead(page ? 200 : 404, page?.headers)
  response.end(page?.body)
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening on ${(server.address() as AddressInfo).port}\n`)
})
process.once('SIGTERM', () => process.exit(0))
