import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runReceiver } from './receivers.ts'
import { runStreamReceiver } from './stream-receivers.ts'

const options = { cwd: process.cwd(), env: process.env }
const anyAnswer = (code: string) =>
  `const s = require('http').createServer((q, r) => q.resume().on('end', () => { ${code} }));
  s.listen(0, '127.0.0.1', () => console.log('listens on http://127.0.0.1:' + s.address().port))`

for (const way of ['callback', 'webhook'] as const)
  test(`[EP13] the ${way} receiver for Node takes events once, and no forged ones`, async () => {
    assert.equal(await runReceiver(way, [process.execPath, `examples/events/${way}.mjs`], options), undefined)
  })

test('[EP13] the receiver of stream mode for Node takes events of a server once', async () => {
  assert.equal(await runStreamReceiver([process.execPath, 'examples/events/stream.mjs'], options), undefined)
})

test('[EP13] a receiver of stream mode that ends is reported', async () => {
  const ended = await runStreamReceiver([process.execPath, '-e', 'console.error("no client")'], options)
  assert.match(String(ended), /printed \[\]: no client/)
})

test('[EP13] a receiver that takes forged events, or does not start, is reported', async () => {
  const careless = [process.execPath, '-e', anyAnswer('r.end()'), '--'] as const
  assert.match(String(await runReceiver('webhook', careless, options)), /answered ok,ok,ok,ok/)
  assert.match(String(await runReceiver('callback', careless, options)), /answered wrong-answer 200,/)
  assert.match(String(await runReceiver('webhook', [process.execPath, '-e', ''], options)), /did not start/)
})
