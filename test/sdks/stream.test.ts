import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runStream } from './stream.ts'

const options = { cwd: process.cwd(), env: process.env }
/** A client that connects once, and ends with its connection. */
const ONCE = `
  const { DINGTALK_OPENAPI_ENDPOINT: url, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = process.env
  const body = JSON.stringify({ clientId, clientSecret })
  const method = 'POST', headers = { 'content-type': 'application/json' }
  const answered = await fetch(url + '/v1.0/gateway/connections/open', { method, headers, body })
  const { endpoint, ticket } = await answered.json()
  const socket = new WebSocket(endpoint + '?ticket=' + ticket)
  const answer = ({ headers }, code) => socket.send(JSON.stringify({ code, headers }))
  socket.onmessage = ({ data }) => { const frame = JSON.parse(data); if (frame.type === 'EVENT') answer(frame, 200) }
  socket.onclose = () => process.exit()`
const node = (code: string) => [process.execPath, '--input-type=module', '-e', code] as const

test('[SM12] a client that does not connect, fails, or does not connect again is reported', async () => {
  assert.match(String(await runStream(node(''), options)), /the program ended/)
  assert.match(String(await runStream(['/no/such/program'], options)), /failed: .*ENOENT/)
  assert.match(String(await runStream(node(ONCE), options)), /the program ended/)
})
