import assert from 'node:assert/strict'
import { test } from 'node:test'
import { APP, guest, keyOf, meeting, person, phone, session, user } from '../conference/scenario.fixture.ts'
import type { ConferenceId, OrganizationId } from '../conference/identity.ts'
import { toHead } from '../service/conduct/step.ts'
import { toSnapshot } from './roster-pages.ts'

type Meeting = ReturnType<typeof meeting>

function snapshotOf({ state, log }: Meeting, viewer = 1) {
  if (state.phase === 'absent') throw new Error('nobody has created it')
  const member = state.members.at(viewer - 1) ?? assert.fail('not on the roster')
  return toSnapshot({ head: toHead('c1' as ConferenceId, state, log.length), state, maxAudio: 8 }, member)
}

const only = (shown: Meeting, key: string) => snapshotOf(shown).members.find((member) => member.key === key)

test('[SG16] a member is shown with status, role, times and open sessions', () => {
  const shown = meeting().join(1_000, user('ann'), 's1', 'Mac').join(2_000, user('ann'), 's2', 'other')
  assert.deepEqual(only(shown, 'm1'), {
    key: 'm1',
    seq: 1,
    unionId: 'ann',
    nick: 'ann',
    status: 3,
    host: true,
    coHost: false,
    outside: false,
    byPhone: false,
    audio: 'allowed',
    joinTime: 1_000,
    sessions: [
      { participantId: 's1', device: 'Mac', silent: false },
      { participantId: 's2', device: 'other', silent: false },
    ],
  })
  shown.leave(3_000, 's1').leave(5_000, 's2')
  const { joinTime, leaveTime, sessions, status } = only(shown, 'm1') ?? {}
  assert.deepEqual(
    { joinTime, leaveTime, sessions, status },
    { joinTime: 1_000, leaveTime: 5_000, sessions: [], status: 6 },
  )
})

test('[SG38] the roster shows what the host has muted, limited and put in focus', () => {
  const by = APP
  const shown = meeting().join(1_000, user('ann'), 's1').join(2_000, user('bob'), 's2').join(3_000, user('bob'), 's3')
  assert.deepEqual(snapshotOf(shown).conference, {
    conferenceId: 'c1',
    title: 'Weekly sync',
    roomCode: '42731905566',
    locked: false,
    sharing: 'everybody',
    waitingRoom: false,
    muteOnJoin: 'never',
    chat: true,
    startTime: 0,
    memberCount: 2,
    insideCount: 2,
    audioPlaces: ['s1', 's2', 's3'],
  })
  shown.when(4_000, { type: 'set-sharing', by, who: 'hosts' })
  shown.when(4_000, { type: 'set-focus', by, member: keyOf('bob') })
  shown.when(4_000, { type: 'mute', by, member: keyOf('bob'), participantId: session('s3') })
  const { sharing, focus } = snapshotOf(shown).conference
  assert.deepEqual([sharing, focus], ['hosts', 'm2'])
  assert.equal(only(shown, 'm2')?.audio, 'allowed')
  assert.deepEqual(
    only(shown, 'm2')?.sessions.map(({ muted }) => muted),
    [undefined, true],
  )
  shown.when(5_000, { type: 'mute', by, member: keyOf('bob') })
  assert.equal(only(shown, 'm2')?.audio, 'muted')
  assert.equal(only(shown, 'm2')?.mutedBy, undefined, 'an app did it')
})

test('[SG38] the roster shows who muted a person for as long as anything of theirs is muted', () => {
  const by = person('ann')
  const shown = meeting().join(1_000, user('ann'), 's1').join(2_000, user('bob'), 's2')
  const mutedBy = () => only(shown, 'm2')?.mutedBy
  shown.when(3_000, { type: 'mute', by, member: keyOf('bob'), participantId: session('s2') })
  assert.equal(mutedBy(), 'm1')
  shown.when(4_000, { type: 'unmute-self', participantId: session('s2') })
  assert.equal(mutedBy(), undefined)
  shown.when(5_000, { type: 'mute-all', by, force: false })
  assert.equal(mutedBy(), 'm1')
  const root = { kind: 'administrator', organizationId: 'acme' as OrganizationId, userId: 'root' } as const
  shown.when(6_000, { type: 'unmute-self', participantId: session('s2') })
  shown.when(7_000, { type: 'mute', by: root, member: keyOf('bob') })
  assert.equal(mutedBy(), 'administrator')
})

test('[SG17] guests and telephones are shown without unionId, and a failed ring with its reason', () => {
  const shown = meeting({ invitees: [user('bob')] }).join(1_000, guest, 's1')
  shown.when(2_000, { type: 'invite', by: APP, invitees: [phone] })
  assert.deepEqual([only(shown, 'm2')?.unionId, only(shown, 'm2')?.guest], [undefined, true])
  const desk = only(shown, 'm3')
  assert.deepEqual(
    [desk?.unionId, desk?.byPhone, desk?.status, desk?.callFailure],
    [undefined, true, 4, 'no-telephony'],
  )
  assert.equal(only(shown, 'm1')?.status, 1)
})

test('[SG18] the roster contains no passcode, link or other secret', () => {
  const text = JSON.stringify(snapshotOf(meeting().join(1_000, user('ann'), 's1')))
  for (const secret of ['1_token', '4820517736', '9073315542']) assert.doesNotMatch(text, new RegExp(secret))
})
