import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isByAdministrator, toRoomEnd } from './room-end.ts'

test('[RM154] the three ends of a session that goes on elsewhere are told apart', () => {
  const ends = [{}, { by: 'move' }, { by: 'device-limit' }] as const
  assert.deepEqual(
    ends.map((end) => toRoomEnd({ kind: 'closed', reason: 'replaced', ...end }, true)),
    ['replaced', 'moved', 'too-many-devices'],
  )
})

test('[CO22] the end says whether an administrator made it', () => {
  for (const reason of ['removed', 'banned', 'conference-ended'] as const) {
    const end = { kind: 'closed', reason, by: 'administrator' } as const
    assert.deepEqual([toRoomEnd(end, true), isByAdministrator(end)], [reason, true])
  }
  assert.equal(isByAdministrator({ kind: 'closed', reason: 'removed' }), false)
})
