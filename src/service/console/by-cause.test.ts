import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Event, LoggedEvent } from '../../conference/event.ts'
import { byCause } from './by-cause.ts'

const log = (...events: readonly [number, string, string?][]): readonly LoggedEvent[] =>
  events.map(([at, type, reason], index) => ({ seq: index + 1, event: { at, type, reason } as unknown as Event }))
const seqs = (logged: readonly LoggedEvent[]) => byCause(logged).map(({ seq }) => seq)

test('[CO44] a removal stands before the sessions that it closed, and an end before those who left because of it', () => {
  assert.deepEqual(
    seqs(log([1, 'session-closed', 'removed'], [1, 'session-closed', 'removed'], [1, 'member-removed'])),
    [3, 1, 2],
  )
  assert.deepEqual(
    seqs(
      log(
        [1, 'session-closed', 'conference-ended'],
        [1, 'wait-ended', 'conference-ended'],
        [1, 'conference-ended', 'closed'],
      ),
    ),
    [3, 1, 2],
  )
})

test('[CO44] the order of other events, and of other moments, stays', () => {
  assert.deepEqual(
    seqs(log([1, 'session-closed', 'left'], [1, 'conference-ended', 'empty'], [2, 'member-invited'])),
    [1, 2, 3],
  )
  assert.deepEqual(seqs(log([1, 'session-closed', 'removed'], [2, 'member-removed'])), [1, 2])
})
