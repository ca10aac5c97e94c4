import assert from 'node:assert/strict'
import test from 'node:test'
import { pending, refuse } from '../stub.fixture.ts'
import { openAct } from './act.ts'

test('[CO6] pressing twice acts once, and a refusal is shown until the next attempt', async () => {
  let signedOut = 0
  const act = openAct(() => void (signedOut += 1))
  const question = pending<void>()
  const first = act.run(question.ask)
  assert.deepEqual(act.view.get(), { isBusy: true })
  assert.equal(await act.run(question.ask), false)
  question.refuse('last-administrator')
  assert.equal(await first, false)
  assert.deepEqual([question.asked(), act.view.get()], [1, { isBusy: false, error: 'last-administrator' }])
  assert.equal(await act.run(async () => {}), true)
  assert.deepEqual(act.view.get(), { isBusy: false })
  assert.equal(await act.run(refuse('signed-out')), false)
  assert.equal(signedOut, 1)
})
