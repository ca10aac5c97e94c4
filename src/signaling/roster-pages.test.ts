import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyChange, applyPage, toRoster, type Roster } from '../../client/roster.ts'
import type { MemberList } from '../../contract/signaling/types.ts'
import { guest, keyOf, meeting, person, phone, user } from '../conference/scenario.fixture.ts'
import { APP } from '../conference/scenario.fixture.ts'
import type { ConferenceId, PersonKey } from '../conference/identity.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import { toHead } from '../service/conduct/step.ts'
import { toChange } from './change.ts'
import { toMembersPage, toSnapshot } from './roster-pages.ts'
import type { Shown } from './views.ts'

type Meeting = ReturnType<typeof meeting>

function shownOf({ state, log }: Meeting): Shown {
  if (state.phase === 'absent') throw new Error('nobody has created it')
  return { head: toHead('c1' as ConferenceId, state, log.length), state, maxAudio: 8 }
}

const memberOf = ({ state }: Pick<Shown, 'state'>, key: PersonKey) => state.members.get(key) ?? assert.fail(key)

/** Everything that changed the meeting since `before`, for `keys`. */
function changeOf(met: Meeting, before: Shown, keys: readonly PersonKey[]): CommittedChange & Shown {
  const { head, state, maxAudio } = shownOf(met)
  const members = keys.map((key) => memberOf({ state }, key))
  const change = { conferenceId: head.id, previous: before.head.version, head, state, maxAudio, members }
  return { ...change, events: [], own: new Set() }
}

/** The host, then `count` people. Every third of them has left. */
function crowd(count: number): Meeting {
  const met = meeting().join(1, user('ann'), 'host')
  for (let index = 1; index < count; index += 1) {
    met.join(2, user(`u${index}`), `s${index}`)
    if (index % 3 === 0) met.leave(3, `s${index}`)
  }
  return met
}

const readPage = (met: Meeting, roster: Roster, list: MemberList, viewer = 'ann') => {
  const request = { list, after: roster.more[list] ?? assert.fail(`${list} is complete`) }
  const shown = shownOf(met)
  return applyPage(roster, request, toMembersPage(shown, memberOf(shown, keyOf(viewer)), request))
}

test('[SG43] 500 members are one message', () => {
  const shown = shownOf(crowd(500))
  const { members, more, conference } = toSnapshot(shown, memberOf(shown, keyOf('ann')))
  assert.deepEqual([members.length, more, conference.memberCount], [500, undefined, 500])
})

test('[SG43] of a larger roster, a snapshot has present members only, with oneself, the host and the focus', () => {
  const met = crowd(1_202).leave(4, 'host')
  met.when(5, { type: 'set-focus', by: APP, member: keyOf('u1199') })
  const shown = shownOf(met)
  const { members, more, conference } = toSnapshot(shown, memberOf(shown, keyOf('u1201')))
  assert.equal(members.length, 503)
  assert.deepEqual(
    members.filter(({ status }) => status !== 3).map(({ nick }) => nick),
    ['ann'],
    'the host',
  )
  assert.deepEqual(
    members.slice(-3).map(({ nick }) => nick),
    ['u1201', 'ann', 'u1199'],
  )
  assert.deepEqual(more, { present: members[499]?.seq, past: 0 })
  assert.deepEqual([conference.memberCount, conference.insideCount], [1_202, 801])
})

test('[SG43] of a larger roster, co-hosts and those who wait or are called are present too', () => {
  const met = crowd(600).join(2, user('deputy'), 'deputy')
  met.when(3, { type: 'add-co-hosts', by: APP, members: [keyOf('deputy')] })
  met.leave(4, 'deputy')
  // Their status stays 5 while they wait again.
  const targets = [{ member: keyOf('waiter') }]
  met.join(6, user('waiter'), 'waiter').when(6, { type: 'remove', by: APP, targets, forbidRejoin: false })
  met.when(6, { type: 'set-waiting-room', by: person('ann'), on: true })
  met.when(6, { type: 'knock', ...user('waiter') })
  met.when(7, { type: 'invite', by: APP, invitees: [user('called'), phone] })
  const shown = shownOf(met)
  const { members, more } = toSnapshot(shown, memberOf(shown, keyOf('ann')))
  const names = members.map(({ nick }) => nick)
  assert.deepEqual(names.slice(-3), ['deputy', 'waiter', 'called'], 'a telephone that nobody can call is past')
  assert.deepEqual([more?.present, names.includes('Desk')], [undefined, false])
})

test('[SG44] changes between pages lose and repeat nobody', () => {
  const met = crowd(2_500)
  const shown = shownOf(met)
  let roster = toRoster(toSnapshot(shown, memberOf(shown, keyOf('ann'))))
  let count = 0
  const happen = (act: () => void, ...keys: PersonKey[]) => {
    const before = shownOf(met)
    act()
    roster = applyChange(roster, toChange(changeOf(met, before, keys), 'colleagues')) ?? assert.fail('a gap')
  }
  for (const list of ['present', 'past'] as const) {
    while (roster.more[list] !== undefined) {
      const stale = roster
      count += 1
      // Behind what was read, and before it: somebody leaves, somebody comes back, somebody is new.
      happen(() => met.leave(9, `s${2_401 + 3 * count}`), keyOf(`u${2_401 + 3 * count}`))
      happen(() => met.leave(9, `s${1 + 3 * count}`), keyOf(`u${1 + 3 * count}`))
      happen(() => met.join(9, user(`u${3 * count}`), `again${count}`), keyOf(`u${3 * count}`))
      happen(() => met.join(9, user(`u${2_400 + 3 * count}`), `back${count}`), keyOf(`u${2_400 + 3 * count}`))
      happen(() => met.join(9, user(`new${count}`), `n${count}`), keyOf(`new${count}`))
      assert.equal(readPage(met, stale, list), stale, 'a page from after a missed change is not taken')
      roster = readPage(met, roster, list)
    }
  }
  assert.ok(count >= 5)
  const after = shownOf(met)
  const whole = toMembersPageOfAll(after)
  const known = [...roster.present.values(), ...roster.past.values()].sort((a, b) => a.seq - b.seq)
  assert.deepEqual(known, whole)
  assert.equal(roster.conference.memberCount, known.length)
})

/** Every member as a colleague sees them. */
function toMembersPageOfAll(shown: Shown) {
  const viewer = memberOf(shown, keyOf('ann'))
  const views = (['present', 'past'] as const).flatMap((list) => {
    const found = []
    for (let after: number | undefined = 0; after !== undefined;) {
      const page = toMembersPage(shown, viewer, { list, after })
      assert.ok(page.members.length <= 500)
      found.push(...page.members)
      after = page.next
    }
    return found
  })
  return views.sort((a, b) => a.seq - b.seq)
}

test('[SG45] a change of more than 2,000 members names none of them, and the roster must be loaded again', () => {
  const met = crowd(2_001)
  const before = shownOf(met)
  const roster = toRoster(toSnapshot(before, memberOf(before, keyOf('ann'))))
  met.when(9, { type: 'mute-all', by: APP, force: false })
  const all = [...before.state.members.keys()]
  const large = toChange(changeOf(met, before, all), 'colleagues')
  assert.deepEqual([large.members, large.reload], [[], true])
  assert.equal(applyChange(roster, large), undefined)
  const small = toChange(changeOf(met, before, all.slice(1)), 'colleagues')
  assert.deepEqual([small.members.length, small.reload], [2_000, undefined])
})

test('[SG46] only colleagues are shown a unionId, and keys say nothing about people', () => {
  const outsider = { ...user('gus'), outside: true }
  const met = meeting().join(1, user('ann'), 's1').join(2, guest, 's2').join(3, outsider, 's3')
  met.when(4, { type: 'invite', by: APP, invitees: [phone] })
  met.when(5, { type: 'mute', by: person('ann'), member: keyOf('gus') })
  met.when(5, { type: 'set-focus', by: APP, member: keyOf('gus') })
  const shown = shownOf(met)
  const textFor = (viewer: PersonKey) => JSON.stringify(toSnapshot(shown, memberOf(shown, viewer)))
  assert.match(textFor(keyOf('ann')), /"unionId":"ann".*"unionId":"gus"/)
  for (const viewer of [keyOf('gus'), 'guest:g1' as PersonKey]) {
    assert.doesNotMatch(textFor(viewer), /unionId|user:|guest:|phone:|1380/)
  }
  const change = toChange(changeOf(met, shown, [keyOf('ann'), keyOf('gus')]), 'visitors')
  assert.doesNotMatch(JSON.stringify(change), /unionId|user:/)
  assert.deepEqual([change.conference.focus, change.members[1]?.mutedBy], ['m3', 'm1'])
})
