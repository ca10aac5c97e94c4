// Takes webhooks, and says at `GET /` how many came, when the last one came, and how long after its event each came.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** `lastAt`: epoch ms. `lags`: ms. */
export type Taken = Readonly<{ count: number; lastAt: number; lags: readonly number[] }>

let [count, lastAt] = [0, 0]
const lags: number[] = []
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify({ count, lastAt, lags } satisfies Taken))
    return
  }
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    lastAt = Date.now()
    count += 1
    lags.push(lastAt - Date.parse((JSON.parse(body) as { timestamp: string }).timestamp))
    response.writeHead(204).end()
  })
})
server.listen(0, '127.0.0.1', () => console.log(`listening on ${(server.address() as AddressInfo).port}`))
