import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anyHistory, play } from './any-history.fixture.ts'
import { withoutPerson, type ErasedPerson } from './erasure.ts'
import type { Event } from './event.ts'
import { evolve } from './evolve.ts'
import type { EpochMs, OrganizationId, UnionId } from './identity.ts'
import { keyOf } from './scenario.fixture.ts'
import { newConference, type Conference } from './state.ts'

const ACME = 'acme' as OrganizationId
const PSEUDONYM = { unionId: 'former-1' as UnionId, userId: 'former-1', name: 'Former member' }

function erased(name: string): ErasedPerson {
  return { organizationId: ACME, unionId: name as UnionId, userId: name, names: [name], pseudonym: PSEUDONYM }
}

const replay = (log: readonly Event[]) => log.reduce<Conference>(evolve, newConference())

/** Everything of a conference but who is in it. */
function numbersOf(state: Conference) {
  if (state.phase === 'absent') return state
  const members = [...state.members.values()].map(
    ({ key: _key, person, nick: _nick, jobNumber: _job, mutedBy: _by, call, ...rest }) => ({
      ...rest,
      kind: person.kind,
      call: call.state,
    }),
  )
  const { invitedCount, activeCount, attendedCount, provenAt, phase } = state
  return { members: JSON.stringify(members), invitedCount, activeCount, attendedCount, provenAt, phase }
}

for (const name of ['ann', 'bob', 'eve'])
  test(`[CO70] whatever happened in a meeting, its log forgets ${name}, and all numbers stay the same`, () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { conference } = play(history)
        const [created] = conference.log
        const isCreator = created?.type === 'conference-created' && created.creator.unionId === name
        const log = conference.log.map((event) => withoutPerson(event, erased(name), isCreator))
        const words = new Set(JSON.stringify(log).match(/[\w:]+/g))
        for (const word of [name, `user:${name}`]) assert.ok(!words.has(word), word)
        const [before, after] = [replay(conference.log), replay(log)]
        assert.deepEqual(numbersOf(after), numbersOf(before))
        if (before.phase === 'absent' || after.phase === 'absent') return
        const isThere = before.members.has(keyOf(name))
        assert.equal(after.members.has(keyOf(PSEUDONYM.unionId)), isThere)
        const others = [...before.members.keys()].filter((key) => key !== keyOf(name))
        for (const key of others) assert.deepEqual(after.members.get(key)?.nick, before.members.get(key)?.nick)
        assert.equal(after.host === keyOf(PSEUDONYM.unionId), before.host === keyOf(name))
      }),
      { numRuns: 150 },
    )
  })

test('[CO70] names and ids of the person are replaced wherever an event has them', () => {
  const at = 1 as EpochMs
  const who = { ...erased('u1'), userId: 'ada', names: ['Ada'] }
  const without = (event: Event, isCreator = false) => withoutPerson(event, who, isCreator)
  const by = { kind: 'person', unionId: who.unionId } as const
  const pseudonym = { kind: 'person', unionId: PSEUDONYM.unionId } as const
  const bob = { person: { kind: 'user', unionId: 'bob' as UnionId }, nick: 'Bob', outside: false } as const
  const called = { type: 'member-invited', at, ...bob, inviter: 'Countess' } as const
  assert.deepEqual(without({ ...called, by }), { ...called, by: pseudonym, inviter: 'Former member' })
  const namesake = { kind: 'person', unionId: 'bob' as UnionId } as const
  for (const other of [namesake, { kind: 'app', clientId: 'app', operator: namesake.unionId } as const])
    for (const isCreator of [true, false]) {
      const call = { ...called, by: other, inviter: 'Ada' }
      assert.deepEqual(without(call, isCreator), call)
    }
  for (const nobody of [{}, { by: { kind: 'app', clientId: 'app' } as const }]) {
    const call = { ...called, ...nobody, inviter: 'Ada' }
    assert.deepEqual(without(call, true), { ...call, inviter: 'Former member' }, 'in the name of the creator')
    assert.deepEqual(without(call), call, 'a namesake')
  }
  const administrator = { kind: 'administrator', organizationId: ACME, userId: 'ada' } as const
  assert.deepEqual(without({ ...called, by: administrator }), {
    ...called,
    by: { ...administrator, userId: PSEUDONYM.userId },
    inviter: 'Former member',
  })
  const app = { kind: 'app', clientId: 'app' } as const
  const locked = { type: 'conference-locked', at } as const
  for (const [actor, expected] of [
    [
      { ...app, operator: who.unionId },
      { ...app, operator: PSEUDONYM.unionId },
    ],
    [app, app],
    [
      { kind: 'administrator', organizationId: ACME, userId: 'ada' },
      { kind: 'administrator', organizationId: ACME, userId: PSEUDONYM.userId },
    ],
    ...[{ kind: 'administrator', terminal: 'ada' } as const].map((same) => [same, same] as const),
    ...[{ kind: 'administrator', organizationId: 'b' as OrganizationId, userId: 'ada' } as const].map(
      (same) => [same, same] as const,
    ),
  ] as const)
    assert.deepEqual(without({ ...locked, by: actor }), { ...locked, by: expected })
  const details = { organizationId: ACME, roomCode: '1', linkToken: 't', passcode: 'p', hostPasscode: 'h' } as const
  const created = { type: 'conference-created', at, ...details, autoTransferHost: true } as const
  const creator = { unionId: who.unionId, nick: 'Countess', jobNumber: '7' }
  for (const [title, expected] of [
    ['Ada', 'Former member'],
    ['Countess', 'Former member'],
    ['Ada and Bob', 'Ada and Bob'],
  ] as const)
    assert.deepEqual(without({ ...created, title, creator }, true), {
      ...created,
      title: expected,
      creator: { unionId: PSEUDONYM.unionId, nick: 'Former member' },
    })
  const other = { unionId: 'bob' as UnionId, nick: 'Ada' }
  assert.deepEqual(without({ ...created, title: 'Ada', creator: other }), { ...created, title: 'Ada', creator: other })
})
