import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PeerSession } from './engine.ts'
import { NoEngine } from './no-engine.ts'

const peer = (participantId: string): PeerSession => ({ participantId, audible: true, sharing: false, hasPlace: true })

test('[LK3] without an engine that the page knows, every other session is shown as without media', () => {
  let changes = 0
  const engine = new NoEngine({ changed: () => void (changes += 1) })
  engine.setPeers([peer('a'), peer('b')])
  engine.setPeers([peer('a'), peer('b')])
  const media = { state: 'failed', trouble: 'no-engine' }
  assert.deepEqual(
    [...engine.peers()],
    [
      ['a', media],
      ['b', media],
    ],
  )
  assert.equal(changes, 1)
  engine.setPeers([peer('b')])
  assert.deepEqual([[...engine.peers().keys()], changes], [['b'], 2])
})
