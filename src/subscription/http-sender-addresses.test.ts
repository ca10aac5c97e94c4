import assert from 'node:assert/strict'
import type { LookupFunction } from 'node:net'
import { test } from 'node:test'
import type { Endpoint } from '../service/subscription/sender.ts'
import { HttpSender } from './http-sender.ts'
import { EVENT, LOOPBACK, lookupOf, startReceiver } from './receiver.fixture.ts'

const never = new AbortController().signal
const toWebhook = (url: string): Endpoint => ({ way: 'webhook', url, secrets: ['whsec_c2VjcmV0'] })

test('[DL23] what an address answers is hidden if it is not public, also if a later connection goes elsewhere', async () => {
  await using receiver = await startReceiver((_, response) => response.end('secret'), { host: '::' })
  const hidden = { ok: true, status: 200, ms: 0, isAnswerHidden: true }
  for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
    await using sender = new HttpSender({ privateNetworks: [...LOOPBACK, '::ffff:0:0/96'] })
    const outcome = await sender.send(toWebhook(`http://${host}:${receiver.port}/`), EVENT, never)
    assert.deepEqual({ ...outcome, ms: 0 }, hidden, host)
  }
  let isPublic = false
  await using sender = new HttpSender({ privateNetworks: LOOPBACK, isPublic: () => isPublic })
  const send = async () => ({
    ...(await sender.send(toWebhook(`http://127.0.0.1:${receiver.port}/`), EVENT, never)),
    ms: 0,
  })
  assert.deepEqual(await send(), hidden)
  isPublic = true
  assert.deepEqual(await send(), hidden)
  await using open = new HttpSender({ privateNetworks: LOOPBACK, isPublic: () => true })
  const shown = await open.send(toWebhook(`http://127.0.0.1:${receiver.port}/`), EVENT, never)
  assert.deepEqual({ ...shown, ms: 0 }, { ok: true, status: 200, ms: 0, answer: 'secret' })
})

test('[EP14] an address is refused if events are sent to none of the addresses that it has', async () => {
  const allows = (url: string, addresses: readonly string[], privateNetworks: readonly string[] = []) =>
    new HttpSender({ privateNetworks, lookup: lookupOf(addresses) }).allows(url)
  for (const [url, addresses, expected] of [
    ['https://app.example/', ['8.8.8.8'], true],
    ['https://app.example/', ['10.0.0.1', '8.8.8.8'], true],
    ['https://app.example/', ['10.0.0.1', '::1'], false],
    ['https://app.example/', [], true],
    ['http://app.example/', ['8.8.8.8'], false],
    ['https://8.8.8.8/', [], true],
    ['https://127.0.0.1/', ['8.8.8.8'], false],
    ['https://[::1]/', ['8.8.8.8'], false],
    ['https://a:b@app.example/', ['8.8.8.8'], false],
    ['nonsense', ['8.8.8.8'], false],
  ] as const)
    assert.equal(await allows(url, addresses), expected, `${url} ${addresses.join()}`)
  assert.equal(await allows('http://127.0.0.1:8080/', [], LOOPBACK), true)
})

test('[EP14] a name that is not found, or not in time, is not refused', async (t) => {
  const failing: LookupFunction = (_hostname, _options, found) => found(new Error('no such name'), '')
  await using unknown = new HttpSender({ privateNetworks: [], lookup: failing })
  assert.equal(await unknown.allows('https://app.example/'), true)
  t.mock.timers.enable({ apis: ['setTimeout'] })
  await using silent = new HttpSender({ privateNetworks: [], lookup: () => {} })
  const asked = silent.allows('https://app.example/')
  t.mock.timers.tick(3_000)
  assert.equal(await asked, true)
})
