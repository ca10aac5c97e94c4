import assert from 'node:assert/strict'
import test from 'node:test'
import { pending, refuse } from '../stub.fixture.ts'
import { openAttempt } from './attempt.ts'

test('[CO6] pressing twice sends one request, and a refusal is shown until the next attempt', async () => {
  let signedOut = 0
  const attempt = openAttempt(() => void (signedOut += 1))
  const question = pending<void>()
  const first = attempt.run(question.ask)
  assert.deepEqual(attempt.view.get(), { isBusy: true })
  assert.equal(await attempt.run(question.ask), false)
  question.refuse('last-administrator')
  assert.equal(await first, false)
  assert.deepEqual([question.asked(), attempt.view.get()], [1, { isBusy: false, error: 'last-administrator' }])
  assert.equal(await attempt.run(async () => {}), true)
  assert.deepEqual(attempt.view.get(), { isBusy: false })
  assert.equal(await attempt.run(refuse('signed-out')), false)
  assert.equal(signedOut, 1)
})
