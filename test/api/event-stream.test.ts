import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'
import { TestEventStream } from '../worlds/event-stream.ts'
import { Page } from '../web/page.ts'
import { startMeeting } from '../web/visit.ts'

const TOKEN = 'x-acs-dingtalk-access-token'
const cookieOf = (page: Page) => ({ cookie: [...page.cookies].map(([name, value]) => `${name}=${value}`).join('; ') })

async function openWorld(server: Tester) {
  const ada = new Page(server.url)
  await ada.signIn(ADA)
  const follow = (query = '', headers: Record<string, string> = cookieOf(ada)) =>
    TestEventStream.open(`${server.url}/api/events/stream${query}`, headers)
  const addPerson = (userId: string) => ada.ask('POST', '/api/people', { body: { userId, name: userId } })
  return { ada, follow, addPerson }
}

test('[EV10] [EV15] a stream sends what happens at once, and continues after the last id', async () => {
  await using server = await startTester()
  const { ada, follow, addPerson } = await openWorld(server)
  await startMeeting(ada, 'Before')
  let since = 0
  {
    using stream = await follow()
    assert.deepEqual(await stream.next(), { retry: '3000' })
    since = performance.now()
    await startMeeting(ada, 'Live')
    const block = await stream.next()
    const { data } = block ?? {}
    assert.deepEqual([block?.id, block?.event, data?.type], ['2', 'meeting_status_change', 'meeting_status_change'])
    assert.equal((data?.data['openConfModel'] as { title?: string } | undefined)?.title, 'Live')
    since = performance.now()
    await addPerson('dora')
    assert.equal((await stream.nextEvent()).id, 3)
    assert.ok(performance.now() - since < 2_000)
  }
  await startMeeting(ada, 'Away')
  using again = await follow('?after=0', { ...cookieOf(ada), 'last-event-id': '2' })
  assert.deepEqual([(await again.nextEvent()).id, (await again.nextEvent()).id], [3, 4])
  using filtered = await follow('?after=0&type=directory_change')
  assert.equal((await filtered.next())?.retry, '3000')
  assert.deepEqual((await filtered.next())?.event, 'directory_change')
  assert.deepEqual(await filtered.next(), { id: '4' }, 'the cursor passes what the filter leaves out')
  using fromStart = await follow('?from=0')
  assert.equal((await fromStart.nextEvent()).id, 1)
  await assert.rejects(follow('', { ...cookieOf(ada), 'last-event-id': 'x' }), /400 .*Last-Event-ID/)
  await assert.rejects(follow('?after=99'), /400 .*cursor-unknown/)
  await assert.rejects(follow('', {}), /401 .*signed-out/)
  const head = await fetch(`${server.url}/api/events/stream`, { method: 'HEAD', headers: cookieOf(ada) })
  assert.doesNotMatch(head.headers.get('content-type') ?? '', /event-stream/, 'it would never end')
})

test('[EV17] a sign-out and the loss of administration end a stream, and no event follows', async () => {
  await using server = await startTester()
  const { ada, follow, addPerson } = await openWorld(server)
  await addPerson('dora')
  await ada.ask('PATCH', '/api/people/dora', { body: { admin: true } })
  const { body } = await ada.ask('POST', '/api/people/dora/password', { body: {} })
  const dora = new Page(server.url)
  await dora.signIn({ userId: 'dora', password: String(body['password']) })
  using stream = await follow('', cookieOf(dora))
  await stream.next()
  await ada.ask('PATCH', '/api/people/dora', { body: { admin: false } })
  assert.deepEqual([await stream.next(), await stream.next()], [{ comment: 'not-administrator' }, undefined])
  using own = await follow()
  await own.next()
  const since = performance.now()
  await ada.ask('DELETE', '/api/session')
  assert.deepEqual([await own.next(), await own.next()], [{ comment: 'signed-out' }, undefined])
  assert.ok(performance.now() - since < 2_000)
})

test('[EV17] the revocation of an app ends its streams within 5 s', async () => {
  await using server = await startTester()
  const { ada, follow } = await openWorld(server)
  using stream = await follow('', { [TOKEN]: await server.token('dingacmeread') })
  await stream.next()
  const revoked = await ada.ask('DELETE', '/api/apps/dingacmeread')
  assert.equal(revoked.status, 200, JSON.stringify(revoked.body))
  const since = performance.now()
  assert.deepEqual([await stream.next(), await stream.next()], [{ comment: 'invalid-token' }, undefined])
  assert.ok(performance.now() - since < 7_000)
})

test('[EV18] a server that stops ends its streams, and says when to come back', async () => {
  await using server = await startTester()
  const { follow } = await openWorld(server)
  const stream = await follow()
  await stream.next()
  const since = performance.now()
  const stopped = server.stop()
  assert.deepEqual(await stream.next(), { retry: '1000', comment: 'the server stops' })
  assert.equal(await stream.next(), undefined)
  await stopped
  assert.ok(performance.now() - since < 4_000, 'the stream does not delay the stop')
})

test('[EV19] an app has at most 10 streams; one that ends makes room', async () => {
  await using server = await startTester()
  const { follow } = await openWorld(server)
  const headers = { [TOKEN]: await server.token('dingacmeread') }
  const streams = await Promise.all(Array.from({ length: 10 }, () => follow('', headers)))
  await assert.rejects(follow('', headers), /429 .*too-many-streams/)
  using other = await follow('', { [TOKEN]: await server.token() })
  assert.ok(await other.next())
  streams.pop()?.[Symbol.dispose]()
  for (let tries = 0; ; tries += 1) {
    try {
      streams.push(await follow('', headers))
      break
    } catch (error) {
      assert.ok(tries < 50, String(error))
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  for (const stream of streams) stream[Symbol.dispose]()
})
