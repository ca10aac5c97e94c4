import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventsPage, PublicEvent } from '../../contract/web/event-types.ts'
import { ADA, BRAM, GUS, startTester, type Tester } from '../worlds/tester.ts'
import { Page } from '../web/page.ts'
import { startMeeting } from '../web/visit.ts'

type Answer = EventsPage & { code?: string; message?: string }

/** A server with two conferences that have ended, and one person who was added. */
async function openWorld(server: Tester) {
  const ada = new Page(server.url)
  await ada.signIn(ADA)
  const ids: string[] = []
  for (const title of ['One', 'Two']) {
    const { conferenceId } = await startMeeting(ada, title)
    ids.push(conferenceId)
    await server.call('DELETE', `/v1.0/conference/videoConferences/${conferenceId}?unionId=${ADA.unionId}`)
  }
  await ada.ask('POST', '/api/people', { body: { userId: 'dora', name: 'Dora' } })
  const ask = (query = '') => ada.ask<Answer>('GET', `/api/events${query}`)
  const call = async (query: string, as?: Parameters<Tester['token']>[0], token?: string) => {
    const { status, body } = await server.call('GET', `/api/events${query}`, {
      ...(as && { as }),
      ...(token && { token }),
    })
    return { status, body: body as unknown as Answer }
  }
  return { ada, ids, ask, call }
}

const line = ({ id, type, data }: PublicEvent) => `${id} ${type} ${String(data['changeScene'])}`

const ALL = [
  '1 meeting_status_change conference_created',
  '2 meeting_status_change conference_closed',
  '3 meeting_status_change conference_created',
  '4 meeting_status_change conference_closed',
  '5 directory_change user_added',
]

test('[EV11] [EV12] a reader that continues with next gets each event once, with and without a filter', async () => {
  await using server = await startTester()
  const { ask, ids } = await openWorld(server)
  const { body: all } = await ask()
  assert.deepEqual(all.events.map(line), ALL)
  assert.deepEqual([all.next, all.isEnd], ['5', true])
  for (const { id, eventId, at } of all.events) assert.equal(eventId, `dingacme-${id}-${at.toString(36)}`)
  const [created] = all.events
  assert.equal((created?.data['openConfModel'] as { conferenceId?: string } | undefined)?.conferenceId, ids[0])
  for (const type of ['', '&type=directory_change', '&type=directory_change,booking_change']) {
    const seen: PublicEvent[] = []
    for (let after = '0', isEnd = false; !isEnd;) {
      const { body } = await ask(`?after=${after}&limit=1${type}`)
      assert.ok(body.events.length <= 1 && Number(body.next) >= Number(after))
      seen.push(...body.events)
      ;({ next: after, isEnd } = body)
    }
    assert.deepEqual(
      seen,
      all.events.filter((event) => type === '' || event.type === 'directory_change'),
    )
  }
  const { body: end } = await ask('?after=5')
  assert.deepEqual(end, { events: [], next: '5', isEnd: true })
  const at = all.events[4]?.at ?? 0
  assert.deepEqual((await ask(`?from=${at}&type=directory_change`)).body.events.map(line), ALL.slice(4))
  assert.deepEqual((await ask(`?from=${at + 1}`)).body, { events: [], next: '5', isEnd: true })
  assert.equal((await ask('?from=0')).body.events.length, 5)
})

test('[EV13] events are for administrators and for apps with the scopes', async () => {
  await using server = await startTester()
  const { ada, ask, call } = await openWorld(server)
  const [bram, gus] = [new Page(server.url), new Page(server.url)]
  await bram.signIn(BRAM)
  await gus.signIn({ ...GUS, corpId: 'dingglobex' })
  const refusal = async (page: Page, query = '') => {
    const { status, body } = await page.ask('GET', `/api/events${query}`)
    return [status, body['code']]
  }
  assert.deepEqual(await refusal(bram), [403, 'not-administrator'])
  assert.deepEqual(await refusal(ada, '?corpId=dingglobex'), [403, 'not-administrator'])
  assert.deepEqual(await refusal(gus, '?corpId=dingacme'), [403, 'not-administrator'])
  assert.deepEqual(await refusal(new Page(server.url)), [401, 'signed-out'])
  assert.deepEqual((await call('')).body.events.map(line), ALL, 'an app with all scopes')
  const reader = await call('', 'dingacmeread')
  assert.deepEqual(reader.body.events.map(line), ALL.slice(0, 4), 'without the scope for the directory')
  assert.deepEqual([reader.body.next, reader.body.isEnd], ['5', true])
  const codes = await Promise.all([
    call('?type=directory_change', 'dingacmeread'),
    call('', 'dingacmewrite'),
    call('', undefined, 'unknown'),
    call('?corpId=dingglobex'),
  ])
  assert.deepEqual(
    codes.map(({ status, body }) => [status, body.code]),
    [
      [403, 'event-type-not-permitted'],
      [403, 'missing-scope'],
      [401, 'invalid-token'],
      [403, 'not-administrator'],
    ],
  )
  assert.deepEqual((await call('', 'dingglobexapp')).body, { events: [], next: '0', isEnd: true })
  assert.equal((await ask('?corpId=dingacme')).body.events.length, 5)
})

test('[EV14] a cursor that no event has had, and what is no cursor, are refused with a reason', async () => {
  await using server = await startTester()
  const { ask } = await openWorld(server)
  const refusals = ['?after=99', '?after=x', '?after=-1', '?from=soon', '?after=1&from=1', '?type=lunch', '?limit=x']
  const answers: unknown[] = []
  for (const query of refusals) {
    const { status, body } = await ask(query)
    answers.push([status, body.code])
    assert.ok((body.message ?? '').length > 10, query)
  }
  assert.deepEqual(answers, [[400, 'cursor-unknown'], ...refusals.slice(1).map(() => [400, 'malformed'])])
})
