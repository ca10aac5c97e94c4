import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from './actor.ts'
import { attendStatus } from './member.ts'
import { ann, APP, bob, cat, keyOf, meeting, person, type Scenario, user } from './scenario.fixture.ts'

const focusOf = (conference: Scenario) => conference.state.phase !== 'absent' && conference.state.focus
const focus = (name?: string, by: Actor = APP) =>
  ({ type: 'set-focus', by, ...(name !== undefined && { member: keyOf(name) }) }) as const
const rename = (by: Actor, name: string, nick: string) => ({ type: 'rename', by, member: keyOf(name), nick }) as const

test('[HC10] everybody may rename themselves; the host and co-hosts may rename anybody', () => {
  const conference = meeting().join(1, ann, 'a1').join(2, bob, 'b1')
  assert.deepEqual(conference.when(3, rename(person('bob'), 'bob', 'Rob')), [
    { type: 'member-renamed', member: keyOf('bob'), nick: 'Rob', at: 3 },
  ])
  assert.deepEqual(conference.when(4, rename(person('bob'), 'bob', 'Rob')), [])
  assert.throws(() => conference.when(5, rename(person('bob'), 'ann', 'Anna')), { code: 'not-permitted' })
  conference.when(6, rename(person('ann'), 'bob', 'Robert'))
  assert.equal(conference.member(keyOf('bob')).nick, 'Robert')
  assert.throws(() => conference.when(7, rename(APP, 'zoe', 'Zoe')), { code: 'member-not-found' })
})

test('[HC10] a nick given in the conference outlasts the one that a person rejoins or is called with', () => {
  const conference = meeting().join(1, bob, 'b1').join(2, cat, 'c1')
  conference.when(3, rename(APP, 'bob', 'Rob'))
  conference
    .leave(4, 'b1')
    .leave(4, 'c1')
    .join(5, { ...bob, nick: 'Bobby' }, 'b2')
    .join(5, { ...cat, nick: 'Kitty' }, 'c2')
  assert.deepEqual([conference.member(keyOf('bob')).nick, conference.member(keyOf('cat')).nick], ['Rob', 'Kitty'])
  conference.leave(6, 'b2').when(7, { type: 'invite', by: APP, invitees: [{ ...bob, nick: 'Bobby' }] })
  assert.equal(conference.member(keyOf('bob')).nick, 'Rob')
})

test('[HC11] the focus is on a person in the conference', () => {
  const conference = meeting({ invitees: [cat] })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
  assert.deepEqual(conference.when(3, focus('bob', person('ann'))), [
    { type: 'focus-changed', member: keyOf('bob'), at: 3 },
  ])
  assert.deepEqual([focusOf(conference), conference.when(4, focus('bob'))], [keyOf('bob'), []])
  assert.throws(() => conference.when(5, focus('cat')), { code: 'member-not-found' })
  conference.when(6, focus('ann'))
  assert.equal(focusOf(conference), keyOf('ann'))
  assert.deepEqual(conference.when(7, focus()), [{ type: 'focus-changed', at: 7 }])
  assert.deepEqual([focusOf(conference), conference.when(8, focus())], [undefined, []])
})

test('[HC11] the focus ends with the last session of its person', () => {
  const conference = meeting().join(1, ann, 'a1').join(2, bob, 'b1').join(3, bob, 'b2')
  conference.when(4, focus('bob'))
  assert.equal(focusOf(conference.leave(5, 'b1').leave(5, 'a1')), keyOf('bob'))
  assert.equal(focusOf(conference.leave(6, 'b2')), undefined)
  assert.equal(focusOf(conference.join(7, bob, 'b3')), undefined)
})

test('[HC11] taking the focus off one person does not take it off another', () => {
  const conference = meeting().join(1, ann, 'a1').join(2, bob, 'b1')
  conference.when(3, focus('bob'))
  assert.deepEqual(conference.when(4, { ...focus(), insteadOf: keyOf('ann') }), [])
  assert.deepEqual(conference.when(5, { ...focus(), insteadOf: keyOf('bob') }), [{ type: 'focus-changed', at: 5 }])
})

test('[HC12] everybody may share until sharing is limited to the host and co-hosts', () => {
  const conference = meeting().join(1, ann, 'a1')
  const sharing = () => conference.state.phase === 'running' && conference.state.sharing
  const limit = { type: 'set-sharing', by: person('ann'), who: 'hosts' } as const
  assert.equal(sharing(), 'everybody')
  assert.deepEqual(conference.when(2, limit), [{ type: 'sharing-changed', who: 'hosts', at: 2 }])
  assert.deepEqual([sharing(), conference.when(3, limit)], ['hosts', []])
  conference.when(4, { ...limit, who: 'everybody' })
  assert.equal(sharing(), 'everybody')
})

test('[HC13] only the host and co-hosts may cancel a call', () => {
  const conference = meeting({ invitees: [user('dan'), user('eva')] })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
    .join(3, cat, 'c1')
  conference.when(4, { type: 'add-co-hosts', by: APP, members: [keyOf('bob')] })
  const cancel = (by: Actor, name: string) => ({ type: 'cancel-ring', by, member: keyOf(name) }) as const
  assert.throws(() => conference.when(5, cancel(person('cat'), 'dan')), { code: 'not-permitted' })
  conference.when(6, cancel(person('ann'), 'dan'))
  conference.when(7, cancel(person('bob'), 'eva'))
  assert.deepEqual(
    [attendStatus(conference.member(keyOf('dan'))), attendStatus(conference.member(keyOf('eva')))],
    [4, 4],
  )
})
