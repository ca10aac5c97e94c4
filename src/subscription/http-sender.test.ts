import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import type { Endpoint } from '../service/subscription/sender.ts'
import { decrypt, encrypt, isSigned, sign, type CallbackKeys } from './callback-crypto.ts'
import { HttpSender } from './http-sender.ts'
import { EVENT, LOOPBACK, startReceiver, type Received } from './receiver.fixture.ts'

const KEYS: CallbackKeys = { token: 'token7', aesKey: 'a'.repeat(42) + 'A', ownerKey: 'dingapp' }
const [NEW, OLD] = ['new', 'old'].map((name) => `whsec_${Buffer.from(name.repeat(8)).toString('base64')}`) as [
  string,
  string,
]
const never = new AbortController().signal

const callbackTo = (url: string): Endpoint => ({ way: 'callback', url, ...KEYS })
const webhookTo = (url: string): Endpoint => ({ way: 'webhook', url, secrets: [NEW, OLD] })
/** The answers of this machine are shown. */
const openSender = () => new HttpSender({ privateNetworks: LOOPBACK, isPublic: () => true })

/** What a callback answers. */
function answerOf(text: string, keys = KEYS, timestamp: string | number = 1_780_000_100_123) {
  const nonce = 'n'
  const encrypted = encrypt(text, keys)
  const signature = sign({ token: keys.token, timestamp: String(timestamp), nonce, encrypt: encrypted })
  return { msg_signature: signature, timeStamp: timestamp, nonce, encrypt: encrypted }
}

/** Checks the signature of a callback. @returns the envelope */
function envelopeOf({ url, body }: Received): unknown {
  const [signature = '', same, timestamp = '', nonce = ''] = ['msg_signature', 'signature', 'timestamp', 'nonce'].map(
    (name) => url.searchParams.get(name) ?? undefined,
  )
  assert.equal(signature, same)
  assert.ok(Math.abs(Date.now() - Number(timestamp)) < 60_000)
  const { encrypt: text, ...rest } = JSON.parse(body) as { encrypt: string }
  assert.deepEqual(rest, {})
  assert.ok(isSigned({ signature, timestamp, nonce, encrypt: text }, KEYS.token))
  return JSON.parse(decrypt(text, KEYS) ?? assert.fail('not decrypted'))
}

test('[EP1] [EP2] [EP3] a callback gets the event encrypted and signed, and has it if it answers success', async () => {
  await using receiver = await startReceiver((_, response) => response.end(JSON.stringify(answerOf('success'))))
  await using sender = openSender()
  const outcome = await sender.send(callbackTo(`${receiver.url}/hook?app=1`), EVENT, never)
  assert.deepEqual([outcome.ok, outcome.status], [true, 200])
  const [request] = receiver.received
  assert.ok(request)
  assert.deepEqual([request.url.pathname, request.url.searchParams.get('app')], ['/hook', '1'])
  assert.equal(request.headers['content-type'], 'application/json')
  const { eventId, eventType, at, organizationId, data } = EVENT
  const ids = { EventType: eventType, EventTime: at, CorpId: organizationId, BizId: eventId, eventId }
  assert.deepEqual(envelopeOf(request), { ...ids, ...data })
})

test('[EP2] check_url is about nothing', async () => {
  await using receiver = await startReceiver((_, response) => response.end(JSON.stringify(answerOf('success'))))
  await using sender = openSender()
  const check = { ...EVENT, eventType: 'check_url', data: {} }
  assert.equal((await sender.send(callbackTo(receiver.url), check, never)).ok, true)
  assert.deepEqual(receiver.received.map(envelopeOf), [{ EventType: 'check_url' }])
})

test('[EP3] an answer with another text, key, owner or signature is wrong', async () => {
  const success = answerOf('success')
  for (const [why, answer] of Object.entries({
    text: answerOf('failure'),
    key: answerOf('success', { ...KEYS, aesKey: 'b'.repeat(42) + 'A' }),
    owner: answerOf('success', { ...KEYS, ownerKey: 'dingother' }),
    token: answerOf('success', { ...KEYS, token: 'token8' }),
    signature: { ...success, nonce: 'm' },
    missing: { ...success, encrypt: undefined },
    plain: 'success',
    null: null,
  })) {
    await using receiver = await startReceiver((_, response) => response.end(JSON.stringify(answer)))
    await using sender = openSender()
    const outcome = await sender.send(callbackTo(receiver.url), EVENT, never)
    assert.ok(!outcome.ok && outcome.failure === 'wrong-answer', why)
    assert.deepEqual([outcome.status, outcome.answer], [200, JSON.stringify(answer)], why)
  }
})

test('[EP3] a callback answers with 200 and nothing else, and may write the time as text', async () => {
  let status = 201
  await using receiver = await startReceiver((_, response) =>
    response.writeHead(status).end(JSON.stringify(answerOf('success', KEYS, '1780000100123'))),
  )
  await using sender = openSender()
  const outcome = await sender.send(callbackTo(receiver.url), EVENT, never)
  assert.ok(!outcome.ok && outcome.failure === 'wrong-status' && outcome.status === 201)
  status = 200
  assert.equal((await sender.send(callbackTo(receiver.url), EVENT, never)).ok, true)
})

test('[EP4] the library of Standard Webhooks verifies a webhook with each of its secrets', async () => {
  await using receiver = await startReceiver((_, response) => response.writeHead(204).end())
  await using sender = openSender()
  const outcome = await sender.send(webhookTo(receiver.url), EVENT, never)
  assert.deepEqual({ ...outcome, ms: 0 }, { ok: true, status: 204, ms: 0, answer: '' })
  const [{ headers, body }] = receiver.received as [Received]
  for (const secret of [NEW, OLD])
    assert.deepEqual(new Webhook(secret).verify(body, headers), {
      type: EVENT.eventType,
      timestamp: '2026-05-28T20:28:20.000Z',
      corpId: 'ding1',
      data: EVENT.data,
    })
  assert.equal(headers['webhook-id'], EVENT.eventId)
  const [first] = headers['webhook-signature']?.split(' ') ?? []
  const alone = { ...headers, 'webhook-signature': first ?? '' }
  assert.ok(new Webhook(NEW).verify(body, alone), 'the newest secret signs first')
  assert.throws(() => new Webhook(OLD).verify(body, alone), /signature/)
  assert.throws(() => new Webhook(NEW).verify(body.replace('周会', '例会'), headers), /signature/)
})

test('[EP5] a webhook has arrived with any status of success, and with no other', async () => {
  let status = 200
  await using receiver = await startReceiver((_, response) => response.writeHead(status).end('{"no":1}'))
  await using sender = openSender()
  for (status of [200, 202, 299]) assert.equal((await sender.send(webhookTo(receiver.url), EVENT, never)).ok, true)
  for (status of [400, 404, 410, 429, 500, 503]) {
    const outcome = await sender.send(webhookTo(receiver.url), EVENT, never)
    assert.deepEqual({ ...outcome, ms: 0 }, { ok: false, failure: 'wrong-status', status, ms: 0, answer: '{"no":1}' })
  }
})

test('[EP8] a redirect is not followed', async () => {
  await using target = await startReceiver((_, response) => response.end())
  for (const status of [301, 302, 303, 307, 308]) {
    await using receiver = await startReceiver((_, response) =>
      response.writeHead(status, { location: target.url }).end(),
    )
    await using sender = openSender()
    for (const endpoint of [webhookTo(receiver.url), callbackTo(receiver.url)]) {
      const outcome = await sender.send(endpoint, EVENT, never)
      assert.ok(!outcome.ok && outcome.failure === 'redirected' && outcome.status === status)
    }
  }
  assert.equal(target.received.length, 0)
})

test(
  '[EP9] an answer is read to 64 KB, and the connection of a longer one is closed',
  { timeout: 20_000 },
  async () => {
    const closed = Promise.withResolvers<void>()
    let written = 0
    await using receiver = await startReceiver((_, response, request) => {
      request.socket.on('close', closed.resolve)
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384))) written += 16_384
      }
      response.on('drain', more)
      more()
    })
    await using sender = openSender()
    const outcome = await sender.send(webhookTo(receiver.url), EVENT, never)
    assert.ok(outcome.ok && outcome.answer === 'x'.repeat(65_536))
    await closed.promise
    assert.ok(written < 16 * 1_048_576, `${written} bytes were sent`)
  },
)

test('[EP9] an answer that is cut or is none has not come', async () => {
  for (const [cut, status] of [
    [(response) => response.socket?.destroy(), undefined],
    [(response) => response.socket?.end('SSH-2.0\r\n'), undefined],
    [
      (response) => {
        response.writeHead(200, { 'content-length': '100' }).write('half')
        setTimeout(() => response.destroy(), 20)
      },
      200,
    ],
  ] satisfies [(response: Parameters<Parameters<typeof startReceiver>[0]>[1]) => void, number | undefined][]) {
    await using receiver = await startReceiver((_, response) => cut(response))
    await using sender = openSender()
    const outcome = await sender.send(webhookTo(receiver.url), EVENT, never)
    assert.ok(!outcome.ok && outcome.failure === 'not-reached')
    assert.equal(outcome.status, status)
  }
  await using sender = openSender()
  let free: string
  {
    await using gone = await startReceiver(() => undefined)
    free = gone.url
  }
  const outcome = await sender.send(webhookTo(free), EVENT, never)
  assert.ok(!outcome.ok && outcome.failure === 'not-reached')
})

test('[EP3] [EP5] an answer has 2.5 s from a callback and 15 s from a webhook, to its end', async (t) => {
  for (const hang of [
    () => undefined,
    (_: Received, response: { writeHead: (status: number) => { write: (text: string) => void } }) =>
      response.writeHead(200).write('{'),
  ]) {
    await using receiver = await startReceiver(hang)
    await using sender = openSender()
    for (const [endpoint, ms] of [
      [callbackTo(receiver.url), 2_500],
      [webhookTo(receiver.url), 15_000],
    ] as const) {
      const arrived = receiver.received.length + 1
      t.mock.timers.enable({ apis: ['setTimeout'] })
      const sending = sender.send(endpoint, EVENT, never)
      await until(() => receiver.received.length === arrived)
      t.mock.timers.tick(ms - 1)
      assert.equal(await Promise.race([sending, tick('waits')]), 'waits')
      t.mock.timers.tick(1)
      const outcome = await sending
      t.mock.timers.reset()
      assert.ok(typeof outcome !== 'string' && !outcome.ok && outcome.failure === 'timed-out')
    }
  }
})

test('[EP11] a send that is aborted ends at once with the reason', async () => {
  await using receiver = await startReceiver(() => undefined)
  await using sender = openSender()
  const stop = new AbortController()
  const sending = sender.send(webhookTo(receiver.url), EVENT, stop.signal)
  await until(() => receiver.received.length === 1)
  const reason = new Error('the server stops')
  stop.abort(reason)
  await assert.rejects(sending, reason)
  await assert.rejects(sender.send(webhookTo(receiver.url), EVENT, stop.signal), reason)
  assert.equal(receiver.received.length, 1)
})

test('[EP9] the connection of an endpoint that sends without end is closed, whatever it sends', async () => {
  // Extensions of a chunk are in no answer, so no limit of its length counts them.
  const extension = Buffer.alloc(1_048_576, 'x')
  const closed = Promise.withResolvers<void>()
  const server = createTcpServer((socket) => {
    const goOn = () => {
      while (!socket.destroyed && socket.write(extension));
    }
    socket.on('error', () => {}).on('close', () => closed.resolve())
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;')
    socket.on('drain', goOn)
    goOn()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  await using sender = openSender()
  const { port } = server.address() as AddressInfo
  const outcome = await sender.send(webhookTo(`http://127.0.0.1:${port}`), EVENT, never)
  assert.deepEqual([outcome.ok, !outcome.ok && outcome.failure], [false, 'not-reached'])
  await closed.promise
  server.close()
})

test('[EP12] connections are used again, at most 16 of one organization to one origin', async () => {
  const gate = Promise.withResolvers<void>()
  let isHeld = false
  await using receiver = await startReceiver(async (_, response) => {
    if (isHeld) await gate.promise
    response.end()
  })
  await using sender = openSender()
  for (let n = 0; n < 20; n++) await sender.send(webhookTo(receiver.url), EVENT, never)
  // A connection is free a moment after its answer was read.
  assert.ok(receiver.connections() <= 2, `${receiver.connections()} connections`)
  isHeld = true
  const sends = Array.from({ length: 50 }, () => sender.send(webhookTo(receiver.url), EVENT, never))
  await until(() => receiver.received.length >= 20 + 16)
  await delay(100)
  assert.equal(receiver.received.length, 20 + 16)
  isHeld = false
  const other = { ...EVENT, organizationId: 'ding2' as typeof EVENT.organizationId }
  assert.equal((await sender.send(webhookTo(receiver.url), other, never)).ok, true)
  gate.resolve()
  assert.ok((await Promise.all(sends)).every(({ ok }) => ok))
  assert.ok(receiver.connections() <= 16 + 2 + 1)
})

/** Real time passes, also while timers are mocked. */
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await tick()
}

function tick<T>(value?: T): Promise<T | undefined> {
  return new Promise((resolve) => setImmediate(() => setImmediate(() => resolve(value))))
}
