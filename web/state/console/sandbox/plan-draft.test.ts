import assert from 'node:assert/strict'
import test from 'node:test'
import { newPlanDraft, toPlanOrder, withKind, withOperation } from './plan-draft.ts'

const OPERATIONS = [
  { operation: 'GetUser', errors: [{ status: 404, code: 'userNotFound', message: 'no such person' }] },
  { operation: 'Mute', errors: [] },
] as unknown as Parameters<typeof toPlanOrder>[1]

test('[SB17] the form gives the request that plans the answers', () => {
  const draft = newPlanDraft(OPERATIONS)
  const answerOf = (kind: string) => toPlanOrder({ ...withKind(draft, kind), times: '3' }, OPERATIONS)
  assert.deepEqual(
    ['error', 'throttled', 'late', 'cut', 'undone'].map((kind) => answerOf(kind)?.answer),
    [
      { kind: 'error', code: 'userNotFound', message: 'no such person' },
      { kind: 'throttled' },
      { kind: 'late', delayMs: 4_000 },
      { kind: 'cut' },
      { kind: 'cut', done: false },
    ],
  )
  assert.deepEqual([answerOf('cut')?.operation, answerOf('cut')?.times], ['GetUser', 3])
  assert.equal(withKind(draft, 'nonsense').kind, 'error')
})

test('[SB17] an operation without errors has no error to plan', () => {
  const draft = withOperation({ ...newPlanDraft(OPERATIONS), error: '1' }, 'Mute')
  assert.deepEqual([draft.error, toPlanOrder(draft, OPERATIONS)], ['0', undefined])
})
