import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Endpoint } from '../service/subscription/sender.ts'
import { EVENT, LOOPBACK, startReceiver } from './receiver.fixture.ts'
import { ThreadedSender } from './threaded-sender.ts'

const SECRET = `whsec_${Buffer.from('0'.repeat(24)).toString('base64')}`
const never = new AbortController().signal
const webhookTo = (url: string): Endpoint => ({ way: 'webhook', url, secrets: [SECRET] })
const openSender = () => new ThreadedSender({ privateNetworks: LOOPBACK })

test('[EP5] the thread sends, and says what came of each attempt', async () => {
  await using receiver = await startReceiver(({ url }, response) => {
    response.writeHead(Number(url.pathname.slice(1))).end('answer')
  })
  await using sender = openSender()
  const outcomes = await Promise.all(
    [204, 500, 302].map((status) => sender.send(webhookTo(`${receiver.url}/${status}`), EVENT, never)),
  )
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.ok ? outcome.status : outcome.failure)),
    [204, 'wrong-status', 'redirected'],
  )
  assert.deepEqual(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])), new Set([EVENT.eventId]))
})

test('[EP6] the thread refuses addresses of private networks', async () => {
  await using receiver = await startReceiver((_, response) => response.end())
  await using sender = new ThreadedSender({ privateNetworks: [] })
  const outcome = await sender.send(webhookTo(receiver.url), EVENT, never)
  assert.deepEqual([outcome.ok, !outcome.ok && outcome.failure], [false, 'address-refused'])
  assert.equal(receiver.connections(), 0)
  assert.deepEqual([await sender.allows(receiver.url), await sender.allows('https://8.8.8.8/')], [false, true])
})

test('[EP11] an attempt that is aborted ends at once, and its connection is closed', async () => {
  const closed = Promise.withResolvers<void>()
  const arrived = Promise.withResolvers<void>()
  await using receiver = await startReceiver((_, __, request) => {
    request.socket.on('close', () => closed.resolve())
    arrived.resolve()
  })
  await using sender = openSender()
  const aborting = new AbortController()
  const sending = sender.send(webhookTo(receiver.url), EVENT, aborting.signal)
  await arrived.promise
  aborting.abort(new Error('the server stops'))
  await assert.rejects(sending, /the server stops/)
  await closed.promise
  await assert.rejects(sender.send(webhookTo(receiver.url), EVENT, aborting.signal), /the server stops/)
})

test('[EP11] attempts fail when the thread ends, and the next one starts another thread', async () => {
  let isSilent = true
  const arrived = Promise.withResolvers<void>()
  await using receiver = await startReceiver((_, response) => {
    arrived.resolve()
    if (!isSilent) response.end()
  })
  await using sender = openSender()
  const sending = sender.send(webhookTo(receiver.url), EVENT, never)
  const failed = assert.rejects(sending, /ended with/)
  await arrived.promise
  await sender[Symbol.asyncDispose]()
  await failed
  isSilent = false
  assert.equal((await sender.send(webhookTo(receiver.url), EVENT, never)).ok, true)
})
