import assert from 'node:assert/strict'
import test from 'node:test'
import { pending, refuse } from '../stub.fixture.ts'
import { openForgottenPassword } from './forgotten-password.ts'

const mails = { options: { mailsPasswords: true }, corpId: 'dingacme' }
const given = { userId: ' ada ', language: 'zh-CN' } as const

test('[WS38] without a mail server, the page only says who can help', async () => {
  const { view, submit } = openForgottenPassword(
    { mailPasswordLink: async () => assert.fail('sent') },
    { ...mails, options: { mailsPasswords: false } },
  )
  await submit(given)
  assert.deepEqual(view.get(), { phase: 'help' })
})

test('[WS39] a request is sent once, for the chosen organization, in the language of the page', async () => {
  const sent: unknown[] = []
  const question = pending<object>()
  const { view, submit, chooseOrganization } = openForgottenPassword(
    {
      mailPasswordLink: (body) => {
        sent.push(body)
        return question.ask()
      },
    },
    mails,
  )
  await submit({ ...given, userId: ' ' })
  assert.deepEqual(view.get(), { phase: 'form', corpId: 'dingacme', isBusy: false, error: 'incomplete' })
  chooseOrganization('dingglobex')
  const both = [submit(given), submit(given)]
  assert.deepEqual(view.get(), { phase: 'form', corpId: 'dingglobex', isBusy: true })
  question.answer({})
  await Promise.all(both)
  assert.deepEqual(sent, [{ corpId: 'dingglobex', userId: 'ada', language: 'zh-CN' }])
  assert.deepEqual(view.get(), { phase: 'sent', userId: 'ada' })
})

for (const code of ['too-many-tries', 'offline'])
  test(`[WS39] after the refusal ${code} the person can try again`, async () => {
    const { view, submit } = openForgottenPassword({ mailPasswordLink: refuse(code) }, mails)
    await submit(given)
    assert.deepEqual(view.get(), { phase: 'form', corpId: 'dingacme', isBusy: false, error: code })
  })
