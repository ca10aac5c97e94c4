import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from './actor.ts'
import { attendStatus } from './member.ts'
import { ann, APP, bob, cat, keyOf, meeting, person, type Scenario, user } from './scenario.ts'

const focusOf = (held: Scenario) => held.state.phase !== 'absent' && held.state.focus
const focus = (name?: string, by: Actor = APP) =>
  ({ type: 'set-focus', by, ...(name !== undefined && { member: keyOf(name) }) }) as const
const rename = (by: Actor, name: string, nick: string) => ({ type: 'rename', by, member: keyOf(name), nick }) as const

test('[HC10] everybody renames himself, host and co-hosts anybody', () => {
  const held = meeting().join(1, ann, 'a1').join(2, bob, 'b1')
  assert.deepEqual(held.when(3, rename(person('bob'), 'bob', 'Rob')), [
    { type: 'member-renamed', member: keyOf('bob'), nick: 'Rob', at: 3 },
  ])
  assert.deepEqual(held.when(4, rename(person('bob'), 'bob', 'Rob')), [])
  assert.throws(() => held.when(5, rename(person('bob'), 'ann', 'Anna')), { code: 'not-permitted' })
  held.when(6, rename(person('ann'), 'bob', 'Robert'))
  assert.equal(held.member(keyOf('bob')).nick, 'Robert')
  assert.throws(() => held.when(7, rename(APP, 'zoe', 'Zoe')), { code: 'member-not-found' })
})

test('[HC10] a nick given here outlasts the one its person comes back or is called with', () => {
  const held = meeting().join(1, bob, 'b1').join(2, cat, 'c1')
  held.when(3, rename(APP, 'bob', 'Rob'))
  held
    .leave(4, 'b1')
    .leave(4, 'c1')
    .join(5, { ...bob, nick: 'Bobby' }, 'b2')
    .join(5, { ...cat, nick: 'Kitty' }, 'c2')
  assert.deepEqual([held.member(keyOf('bob')).nick, held.member(keyOf('cat')).nick], ['Rob', 'Kitty'])
  held.leave(6, 'b2').when(7, { type: 'invite', by: APP, invitees: [{ ...bob, nick: 'Bobby' }] })
  assert.equal(held.member(keyOf('bob')).nick, 'Rob')
})

test('[HC11] the focus is on one who is inside', () => {
  const held = meeting({ invitees: [cat] })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
  assert.deepEqual(held.when(3, focus('bob', person('ann'))), [{ type: 'focus-changed', member: keyOf('bob'), at: 3 }])
  assert.deepEqual([focusOf(held), held.when(4, focus('bob'))], [keyOf('bob'), []])
  assert.throws(() => held.when(5, focus('cat')), { code: 'member-not-found' })
  held.when(6, focus('ann'))
  assert.equal(focusOf(held), keyOf('ann'))
  assert.deepEqual(held.when(7, focus()), [{ type: 'focus-changed', at: 7 }])
  assert.deepEqual([focusOf(held), held.when(8, focus())], [undefined, []])
})

test('[HC11] the focus ends with the last session of whom it is on', () => {
  const held = meeting().join(1, ann, 'a1').join(2, bob, 'b1').join(3, bob, 'b2')
  held.when(4, focus('bob'))
  assert.equal(focusOf(held.leave(5, 'b1').leave(5, 'a1')), keyOf('bob'))
  assert.equal(focusOf(held.leave(6, 'b2')), undefined)
  assert.equal(focusOf(held.join(7, bob, 'b3')), undefined)
})

test('[HC11] taking the focus off one leaves it on another', () => {
  const held = meeting().join(1, ann, 'a1').join(2, bob, 'b1')
  held.when(3, focus('bob'))
  assert.deepEqual(held.when(4, { ...focus(), insteadOf: keyOf('ann') }), [])
  assert.deepEqual(held.when(5, { ...focus(), insteadOf: keyOf('bob') }), [{ type: 'focus-changed', at: 5 }])
})

test('[HC12] sharing is everybody’s until it is left to host and co-hosts', () => {
  const held = meeting().join(1, ann, 'a1')
  const sharing = () => held.state.phase === 'running' && held.state.sharing
  const limit = { type: 'set-sharing', by: person('ann'), who: 'hosts' } as const
  assert.equal(sharing(), 'everybody')
  assert.deepEqual(held.when(2, limit), [{ type: 'sharing-changed', who: 'hosts', at: 2 }])
  assert.deepEqual([sharing(), held.when(3, limit)], ['hosts', []])
  held.when(4, { ...limit, who: 'everybody' })
  assert.equal(sharing(), 'everybody')
})

test('[HC13] host and co-hosts cancel a ring, nobody else of the members', () => {
  const held = meeting({ invitees: [user('dan'), user('eva')] })
    .join(1, ann, 'a1')
    .join(2, bob, 'b1')
    .join(3, cat, 'c1')
  held.when(4, { type: 'add-co-hosts', by: APP, members: [keyOf('bob')] })
  const cancel = (by: Actor, name: string) => ({ type: 'cancel-ring', by, member: keyOf(name) }) as const
  assert.throws(() => held.when(5, cancel(person('cat'), 'dan')), { code: 'not-permitted' })
  held.when(6, cancel(person('ann'), 'dan'))
  held.when(7, cancel(person('bob'), 'eva'))
  assert.deepEqual([attendStatus(held.member(keyOf('dan'))), attendStatus(held.member(keyOf('eva')))], [4, 4])
})
