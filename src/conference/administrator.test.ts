import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from './actor.ts'
import type { CommandBody } from './command.ts'
import type { OrganizationId } from './identity.ts'
import { attendStatus } from './member.ts'
import { ann, bob, cat, keyOf, meeting, session, type Scenario } from './scenario.fixture.ts'

const ROOT: Actor = { kind: 'administrator', organizationId: 'acme' as OrganizationId, userId: 'root' }
const byRoot = (body: CommandBody) => ({ ...body, by: ROOT })
const types = (conference: Scenario, instant: number, body: CommandBody) =>
  conference.when(instant, byRoot(body)).map(({ type }) => type)

test('[CO20] an administrator who is not in the meeting mutes, locks, calls and ends it', () => {
  const conference = meeting().join(1, ann, 'a1').join(2, bob, 'b1')
  assert.deepEqual(types(conference, 3, { type: 'mute-all', force: false }), ['all-muted'])
  assert.equal(conference.member(keyOf('bob')).audio, 'muted')
  assert.deepEqual(types(conference, 4, { type: 'lock' }), ['conference-locked'])
  assert.deepEqual(types(conference, 5, { type: 'lock' }), [])
  assert.deepEqual(types(conference, 6, { type: 'unlock' }), ['conference-unlocked'])
  assert.deepEqual(types(conference, 7, { type: 'invite', invitees: [cat] }), ['member-invited'])
  assert.equal(types(conference, 8, { type: 'close' }).at(-1), 'conference-ended')
  const own = conference.log.filter(({ at }) => at > 2)
  assert.deepEqual([...new Set(own.map(({ by }) => by))], [ROOT])
})

test('[CO20] an administrator mutes and removes the host too, who may come back unless forbidden', () => {
  const conference = meeting().join(1, ann, 'a1').join(2, bob, 'b1').join(3, bob, 'b2')
  assert.deepEqual(types(conference, 4, { type: 'mute', member: keyOf('ann') }), ['member-muted'])
  assert.deepEqual(
    [conference.member(keyOf('ann')).audio, conference.member(keyOf('ann')).mutedBy],
    ['muted', 'administrator'],
  )
  types(conference, 5, { type: 'mute', member: keyOf('bob'), participantId: session('b2') })
  assert.deepEqual(
    conference.member(keyOf('bob')).sessions.map(({ muted }) => muted),
    [undefined, true],
  )
  types(conference, 6, { type: 'remove', targets: [{ member: keyOf('ann') }], forbidRejoin: false })
  assert.equal(attendStatus(conference.member(keyOf('ann'))), 5)
  conference.join(7, ann, 'a2')
  types(conference, 8, { type: 'remove', targets: [{ member: keyOf('ann') }], forbidRejoin: true })
  assert.throws(() => conference.join(9, ann, 'a3'), { code: 'banned' })
})
