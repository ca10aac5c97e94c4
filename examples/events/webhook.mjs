// Receives events as signed webhooks, in the form of https://www.standardwebhooks.com.
//
// WEBHOOK_SECRET=whsec_… node webhook.mjs 8090

import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

const key = Buffer.from((process.env.WEBHOOK_SECRET ?? '').replace(/^whsec_/, ''), 'base64')
const TOLERANCE_S = 300
/** In a real program, a unique column of the table that the event changes. */
const seen = new Set()

const server = createServer(async (request, response) => {
  const body = await text(request)
  const id = request.headers['webhook-id'] ?? ''
  if (!isSigned(id, request.headers, body)) return response.writeHead(401).end()
  // The same event may come again, for example if this answer is lost.
  if (!seen.has(id)) {
    seen.add(id)
    console.log(JSON.stringify({ eventId: id, type: JSON.parse(body).type }))
  }
  response.writeHead(204).end()
})

/** Several signatures stand beside each other while a secret is being replaced. */
function isSigned(id, headers, body) {
  const timestamp = headers['webhook-timestamp'] ?? ''
  // `!` and `<=`: NaN is not recent.
  if (!(Math.abs(Date.now() / 1_000 - Number(timestamp)) <= TOLERANCE_S)) return false
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  return (headers['webhook-signature'] ?? '').split(' ').some((signature) => {
    const [version, value = ''] = signature.split(',')
    const given = Buffer.from(value, 'base64')
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
  })
}

server.listen(Number(process.argv[2] ?? 8090), '127.0.0.1', () =>
  console.log(`listens on http://127.0.0.1:${server.address().port}`),
)
