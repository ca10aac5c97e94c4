import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceId, EpochMs, OrganizationId, UnionId } from '../conference/identity.ts'
import type { ConferenceSearch } from '../service/console/conference-search-store.ts'
import type { Position } from '../service/read/history-model.ts'
import { ACME, BY_APP, Meeting, T0, user, type NewDatabase } from './meeting.contract.ts'
import type { Store } from './store.ts'

const GLOBEX = 'dingglobex' as OrganizationId

/** A conference with this title, `at` milliseconds after the first. */
function titled(title: string, { at, organizationId = ACME, roomCode = '10000001' }: TitledOptions): Titled {
  const meeting = new Meeting({ at })
  const creator = { unionId: 'ada' as UnionId, nick: 'Ada' }
  const secrets = { roomCode, linkToken: 'link', passcode: '1', hostPasscode: '2', autoTransferHost: true }
  const details = { organizationId, title, creator, ...secrets }
  return { meeting, commit: meeting.do({ type: 'create', details, invitees: [], inviteCreator: false }) }
}

type TitledOptions = { at: number; organizationId?: OrganizationId; roomCode?: string }
type Titled = { meeting: Meeting; commit: ReturnType<Meeting['do']> }

/** All that a search finds, `limit` rows at a time. */
async function findAll(store: Store, search: Omit<ConferenceSearch, 'organizationId'>, limit = 2): Promise<string[]> {
  const found: string[] = []
  for (let after: Position | undefined; ;) {
    const page = await store.conferenceSearch.search(
      { organizationId: ACME, ...search },
      { ...(after && { after }), limit },
    )
    assert.ok(page.rows.length <= limit)
    found.push(...page.rows.map(({ title }) => title))
    if (!page.next) return found
    after = page.next
  }
}

export function testConferenceSearch(newDatabase: NewDatabase): void {
  test('[CO40] [CO41] conferences are found by title, person, room code and time, newest first', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const made = [
      titled('Weekly review', { at: 0 }),
      titled('Weekly standup', { at: 10, roomCode: '222' }),
      titled('产品周会', { at: 20 }),
      titled('Weekly review', { at: 30, organizationId: GLOBEX }),
      titled('100% _Review_', { at: 40 }),
      titled('Q3 plan', { at: 40, roomCode: '222' }),
    ]
    await store.conferences.commit(made.map(({ commit }) => commit))
    await store.conferences.commit([
      ...[0, 1, 3].map((index) => (made[index] as Titled).meeting.join('bob')),
      (made[5] as Titled).meeting.do({ type: 'invite', invitees: [user('bob')], ...BY_APP }),
      (made[2] as Titled).meeting.join('eve'),
      (made[0] as Titled).meeting.do({ type: 'close', ...BY_APP }),
    ])
    const bob = 'bob' as UnionId
    const at = (ms: number) => (T0 + ms) as EpochMs
    const all = ['Q3 plan', '100% _Review_', '产品周会', 'Weekly standup', 'Weekly review']
    for (const [search, titles] of [
      [{}, all],
      [{ title: '' }, all],
      [{ title: 'REVIEW' }, ['100% _Review_', 'Weekly review']],
      [{ title: 'view week' }, ['Weekly review']],
      [{ title: '周会' }, ['产品周会']],
      [{ title: '周' }, ['产品周会']],
      [{ title: 'q' }, ['Q3 plan']],
      [{ title: '%' }, ['100% _Review_']],
      [{ title: 'weekly zebra' }, []],
      [{ unionId: bob }, ['Q3 plan', 'Weekly standup', 'Weekly review']],
      [{ unionId: bob, title: 'stand' }, ['Weekly standup']],
      [{ unionId: 'nobody' as UnionId }, []],
      [{ roomCode: '222' }, ['Q3 plan', 'Weekly standup']],
      [{ roomCode: '222', unionId: bob, title: 'week' }, ['Weekly standup']],
      [{ from: at(10), to: at(20) }, ['产品周会', 'Weekly standup']],
      [{ title: 'weekly', to: at(9) }, ['Weekly review']],
      [{ unionId: bob, from: at(10) }, ['Q3 plan', 'Weekly standup']],
      [{ unionId: bob, title: 'weekly', from: at(0), to: at(10) }, ['Weekly standup', 'Weekly review']],
    ] as const) {
      for (const limit of [1, 2, 9]) {
        // Of two that began at once, the one with the greater id comes first.
        assert.deepEqual(await findAll(store, search, limit), titles, JSON.stringify({ search, limit }))
      }
    }
  })

  test('[CO40] conferences are found by the whole name of a guest, each once', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const made = [
      titled('First', { at: 0 }),
      titled('Second', { at: 10 }),
      titled('Elsewhere', { at: 20, organizationId: GLOBEX }),
    ]
    await store.conferences.commit(made.map(({ commit }) => commit))
    let sessions = 0
    const enter = (place: number, nick: string) =>
      (made[place] as Titled).meeting.do({
        type: 'join',
        person: { kind: 'guest', guestId: `g${(sessions += 1)}` },
        nick,
        outside: true,
        participantId: (made[place] as Titled).meeting.sessionId(sessions),
        device: 'Win',
      })
    await store.conferences.commit([
      enter(0, 'Gil'),
      enter(0, 'gil'),
      enter(1, 'GIL'),
      enter(1, 'Gila'),
      enter(2, 'Gil'),
    ])
    await store.conferences.commit([(made[1] as Titled).meeting.join('Gil')])
    for (const limit of [1, 9]) {
      assert.deepEqual(await findAll(store, { guest: 'gil' }, limit), ['Second', 'First'])
      assert.deepEqual(await findAll(store, { guest: 'Gil', title: 'first' }, limit), ['First'])
      assert.deepEqual(await findAll(store, { guest: 'Gila', unionId: 'Gil' as UnionId }, limit), ['Second'])
      assert.deepEqual(await findAll(store, { guest: 'Gi' }, limit), [])
    }
  })

  test('[CO42] a page of a search reads few rows, also if nothing matches, and the pages have all that match', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const commits = Array.from({ length: 5_000 }, (_, index) => {
      const title = index === 3 ? 'abc bcd 🎉' : index % 2 === 0 ? 'abc' : 'bcd'
      return titled(title, { at: index }).commit
    })
    for (let from = 0; from < commits.length; from += 500)
      await store.conferences.commit(commits.slice(from, from + 500))
    const search = { organizationId: ACME, title: '🎉' }
    const first = await store.conferenceSearch.search(search, { limit: 5 })
    assert.deepEqual(first.rows, [])
    assert.ok(first.next && first.next.at > T0 + 1_000 && first.next.at < T0 + 2_000, 'it stops on the way')
    assert.deepEqual(await findAll(store, { title: '🎉' }), ['abc bcd 🎉'])
    assert.deepEqual(await findAll(store, { title: 'abc bcd' }), ['abc bcd 🎉'])
    const beyond = { after: { at: T0, id: 'f' as ConferenceId }, limit: 5 }
    assert.equal((await store.conferenceSearch.search({ organizationId: ACME, title: 'abc' }, beyond)).rows.length, 1)
  })
}
