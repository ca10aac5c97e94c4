import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LookupFunction } from 'node:net'
import { HttpSender } from './http-sender.ts'
import { CERTIFICATE, EVENT, LOOPBACK, lookupOf, startReceiver } from './receiver.fixture.ts'

const never = new AbortController().signal

/** The address of this machine, and the unspecified one. */
const SPELLINGS = `
  127.0.0.1 127.1 2130706433 0177.0.0.1 0x7f.0.0.1 0x7f000001 0 0.0.0.0 ①②⑦.0.0.1 localhost
  [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1]
`
  .trim()
  .split(/\s+/)

async function send(sender: HttpSender, url: string): Promise<string> {
  const outcome = await sender.send({ way: 'webhook', url, secrets: ['whsec_c2VjcmV0'] }, EVENT, never)
  return outcome.ok ? 'ok' : outcome.failure
}

test('[EP7] a loopback address is refused in each of its spellings, and nothing connects', async () => {
  await using receiver = await startReceiver((_, response) => response.end(), { host: '::' })
  await using sender = new HttpSender({ privateNetworks: [] })
  for (const protocol of ['http', 'https'])
    for (const host of SPELLINGS)
      assert.equal(
        await send(sender, `${protocol}://${host}:${receiver.port}/`),
        'address-refused',
        `${protocol} ${host}`,
      )
  assert.equal(receiver.connections(), 0)
})

test('[EP7] a name is refused for its address, and only its allowed addresses are used', async () => {
  await using receiver = await startReceiver((_, response) => response.end())
  const url = `http://receiver.example:${receiver.port}/`
  for (const address of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fe80::1']) {
    await using sender = new HttpSender({ privateNetworks: [], lookup: lookupOf([address]) })
    assert.equal(await send(sender, url.replace('http:', 'https:')), 'address-refused', address)
  }
  assert.equal(receiver.connections(), 0)
  await using sender = new HttpSender({ privateNetworks: LOOPBACK, lookup: lookupOf(['10.0.0.1', '127.0.0.1']) })
  assert.equal(await send(sender, url), 'ok')
})

test('[EP7] a name whose address changes is checked with each connection', async () => {
  await using receiver = await startReceiver((_, response) => response.writeHead(200, { connection: 'close' }).end())
  const lookup = lookupOf(['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1'])
  await using sender = new HttpSender({ privateNetworks: LOOPBACK, lookup })
  const url = `http://receiver.example:${receiver.port}/`
  assert.deepEqual(
    [await send(sender, url), await send(sender, url), await send(sender, url)],
    ['ok', 'address-refused', 'ok'],
  )
  assert.equal(lookup.asked.length, 3)
})

test('[EP7] the address of the connection decides, even if the lookup said another', async () => {
  await using receiver = await startReceiver((_, response) => response.end())
  // Node connects to 127.0.0.1 if it is told 0.0.0.0, so the two differ.
  const lookup = lookupOf(['0.0.0.0'])
  await using sender = new HttpSender({ privateNetworks: ['0.0.0.0/32'], lookup })
  assert.equal(await send(sender, `http://receiver.example:${receiver.port}/`), 'address-refused')
  assert.equal(receiver.received.length, 0)
})

test('[EP7] a name without an address is not reached', async () => {
  const lookup: LookupFunction = (_hostname, _options, callback) =>
    callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), '')
  await using sender = new HttpSender({ privateNetworks: [], lookup })
  assert.equal(await send(sender, 'https://receiver.example/'), 'not-reached')
})

test('[EP6] TLS is verified, and required where the setting does not allow the address', async () => {
  await using receiver = await startReceiver((_, response) => response.end(), { tls: true })
  const options = { privateNetworks: LOOPBACK, lookup: lookupOf(['127.0.0.1']) }
  await using strict = new HttpSender(options)
  assert.equal(await send(strict, receiver.url), 'not-reached', 'signed by nobody who is trusted')
  await using trusting = new HttpSender({ ...options, ca: CERTIFICATE })
  assert.equal(await send(trusting, receiver.url), 'ok')
  assert.equal(await send(trusting, `https://receiver.example:${receiver.port}/`), 'ok')
  assert.equal(await send(trusting, `https://other.example:${receiver.port}/`), 'not-reached', 'another name')
  assert.equal(receiver.received.length, 2)
  await using open = new HttpSender({ privateNetworks: 'allow', lookup: lookupOf(['8.8.8.8']) })
  assert.equal(await send(open, 'http://receiver.example/'), 'address-refused')
})

test('[EP6] IPv6 is as good as IPv4', async () => {
  await using receiver = await startReceiver((_, response) => response.end(), { host: '::1' })
  await using sender = new HttpSender({ privateNetworks: LOOPBACK, lookup: lookupOf(['::1']) })
  assert.equal(await send(sender, `${receiver.url}/`), 'ok')
  assert.equal(await send(sender, `http://receiver.example:${receiver.port}/`), 'ok')
})

test('[EP10] a URL with a password, or of another protocol, is refused', async () => {
  await using receiver = await startReceiver((_, response) => response.end())
  await using sender = new HttpSender({ privateNetworks: LOOPBACK })
  const address = receiver.url.replace('http://', '')
  for (const url of [
    `http://a:b@${address}/`,
    `http://a@${address}/`,
    `ws://${address}/`,
    'file:///etc/passwd',
    'x',
    '',
  ])
    assert.equal(await send(sender, url), 'address-refused', url)
  assert.equal(receiver.connections(), 0)
})
