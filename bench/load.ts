// Sends as many requests as it gets answered, over some connections that stay open, each going through the paths in
// an order of its own; prints what came of it as JSON.
import autocannon from 'autocannon'

export type LoadOrder = { url: string; paths: string[]; headers: Record<string, string>; seconds: number }
export type LoadResult = { perSecond: number; failed: number; p99Ms: number }

const CONNECTIONS = 32

const order = JSON.parse(process.argv[2] as string) as LoadOrder
const result = await autocannon({
  url: order.url,
  connections: CONNECTIONS,
  duration: order.seconds,
  headers: order.headers,
  setupClient(client) {
    client.setRequests(shuffled(order.paths).map((path) => ({ method: 'GET', path })))
  },
})
const answer: LoadResult = {
  perSecond: result['2xx'] / result.duration,
  failed: result.non2xx + result.errors,
  p99Ms: result.latency.p99,
}
process.stdout.write(JSON.stringify(answer))

function shuffled(paths: readonly string[]): string[] {
  return paths
    .map((path) => ({ path, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ path }) => path)
}
