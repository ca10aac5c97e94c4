import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toRoomEnd } from './room-end.ts'

test('[RM154] the three ends of a session that goes on elsewhere are told apart', () => {
  const ends = [{}, { by: 'move' }, { by: 'device-limit' }] as const
  assert.deepEqual(
    ends.map((end) => toRoomEnd({ kind: 'closed', reason: 'replaced', ...end }, true)),
    ['replaced', 'moved', 'too-many-devices'],
  )
})
