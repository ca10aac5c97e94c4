import assert from 'node:assert/strict'
import test from 'node:test'
import type { Me } from '../../../contract/web/types.ts'
import { openNewPassword } from './new-password.ts'
import { ADA, pending, refuse } from '../stub.fixture.ts'

const good = { current: 'given-to-me', next: 'my-own-secret', again: 'my-own-secret' }

for (const [what, given, problem] of [
  ['no current one', { ...good, current: '' }, { field: 'current', code: 'incomplete' }],
  [
    'one of nine characters',
    { ...good, next: '123456789', again: '123456789' },
    { field: 'next', code: 'password-short' },
  ],
  ['the old one again', { ...good, current: good.next }, { field: 'next', code: 'password-same' }],
  ['two that differ', { ...good, again: 'my-own-secre' }, { field: 'again', code: 'password-differs' }],
] as const) {
  test(`[PG10] a new password is not sent with ${what}`, async () => {
    const question = pending<Me>()
    const form = openNewPassword(question.ask, { changed: () => assert.fail('changed'), needsCurrent: true })
    await form.submit(given)
    assert.deepEqual([form.view.get().problem, question.asked()], [problem, 0])
  })
}

for (const [code, problem] of [
  ['not-signed-in', { field: 'current', code: 'password-wrong' }],
  ['password-weak', { field: 'next', code: 'password-weak' }],
  ['too-many-tries', { field: 'form', code: 'too-many-tries' }],
] as const) {
  test(`[PG10] the refusal ${code} is shown at its field`, async () => {
    const form = openNewPassword(refuse(code), { changed: () => assert.fail('changed'), needsCurrent: true })
    await form.submit(good)
    assert.deepEqual(form.view.get(), { isBusy: false, problem, changes: 0 })
  })
}

test('[PG10] a new password is sent once, and the server’s answer is applied', async () => {
  const question = pending<Me>()
  const taken: Me[] = []
  const form = openNewPassword(question.ask, { changed: (me) => taken.push(me), needsCurrent: true })
  const both = [form.submit(good), form.submit(good)]
  question.answer(ADA)
  await Promise.all(both)
  assert.deepEqual(
    [question.asked(), taken, form.view.get()],
    [1, [ADA], { isBusy: false, problem: undefined, changes: 1 }],
  )
})
