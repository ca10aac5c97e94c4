import assert from 'node:assert/strict'
import test from 'node:test'
import { cutTitle } from '../../../contract/text/title.ts'
import { isFullTopic, topicOr } from './topic.ts'

test('[PG26] a topic is cut where the server would cut it, and not inside a character', () => {
  const long = '🎉'.repeat(60)
  assert.equal(cutTitle(long), '🎉'.repeat(50))
  assert.deepEqual([isFullTopic('🎉'.repeat(49)), isFullTopic('🎉'.repeat(50))], [false, true])
})

test('[PG26] a meeting without a topic gets the default one', () => {
  assert.equal(topicOr('  ', 'Ada’s meeting'), 'Ada’s meeting')
  assert.equal(topicOr(' Tea ', 'Ada’s meeting'), 'Tea')
})
