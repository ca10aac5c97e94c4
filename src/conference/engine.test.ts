import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bob, meeting, type Scenario } from './scenario.fixture.ts'
import { requireRunning } from './state.ts'

const engineOf = ({ state }: Scenario) => requireRunning(state).engine

test('[LK1] a conference has the engine of its creation, and a log without one is of a mesh', () => {
  const conference = meeting({ details: { engine: 'livekit' } })
    .join(1, bob, 'b1')
    .leave(2, 'b1')
  assert.deepEqual([engineOf(meeting()), engineOf(conference)], ['mesh', 'livekit'])
})
