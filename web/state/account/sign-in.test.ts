import assert from 'node:assert/strict'
import test from 'node:test'
import type { Me } from '../../../contract/web/types.ts'
import type { Api } from '../api.ts'
import { openSignIn } from './sign-in.ts'
import { ADA, pending, refuse } from '../stub.fixture.ts'

const acme = { corpId: 'dingacme', name: 'Acme' }
const other = { corpId: 'dingother', name: 'Other' }
const given = { userId: ' ada ', password: 'right' }

function open(parts: Partial<Pick<Api, 'signInOptions' | 'signIn'>> = {}, refused?: 'failed') {
  const signedIn: Me[] = []
  const form = openSignIn(
    {
      signInOptions: async () => ({ organizations: [acme, other], mailsPasswords: false }),
      signIn: async () => ADA,
      ...parts,
    },
    { signedIn: (me) => signedIn.push(me), refused },
  )
  return { form, signedIn }
}

test('[PG9] people sign in to the selected organization, initially the first', async () => {
  const requests: unknown[] = []
  const { form, signedIn } = open({
    signIn: async (claim) => {
      requests.push(claim)
      return ADA
    },
  })
  await form.load()
  assert.equal(form.view.get().corpId, 'dingacme')
  form.chooseOrganization('dingother')
  await form.load()
  await form.submit(given)
  assert.deepEqual(requests, [{ corpId: 'dingother', userId: 'ada', password: 'right' }])
  assert.deepEqual(signedIn, [ADA])
})

for (const code of ['not-signed-in', 'too-many-tries', 'offline', 'fault']) {
  test(`[PG9] the refusal ${code} is shown, and the person can try again`, async () => {
    const { form, signedIn } = open({ signIn: refuse(code) })
    await form.load()
    await form.submit(given)
    const { error, isBusy } = form.view.get()
    assert.deepEqual([error, isBusy, signedIn], [code, false, []])
  })
}

test('[PG9] an incomplete form sends no request', async () => {
  const question = pending<Me>()
  const { form } = open({ signIn: question.ask })
  await form.load()
  await form.submit({ userId: '  ', password: 'x' })
  await form.submit({ userId: 'ada', password: '' })
  assert.deepEqual([form.view.get().error, question.asked()], ['incomplete', 0])
})

test('[PG9] pressing twice asks once', async () => {
  const question = pending<Me>()
  const { form, signedIn } = open({ signIn: question.ask })
  await form.load()
  const both = [form.submit(given), form.submit(given)]
  assert.equal(form.view.get().isBusy, true)
  question.answer(ADA)
  await Promise.all(both)
  assert.deepEqual([question.asked(), signedIn.length], [1, 1])
})

test('[PG9] a person sent back by the provider without a sign-in sees why', () => {
  assert.equal(open({}, 'failed').form.view.get().error, 'provider-failed')
})

test('[PG9] a form that could not load the organizations tries again instead of failing', async () => {
  let isUp = false
  const { form } = open({
    signInOptions: async () => (isUp ? { organizations: [acme], mailsPasswords: false } : refuse('offline')()),
  })
  await form.load()
  assert.equal(form.view.get().error, 'offline')
  isUp = true
  await form.submit(given)
  assert.deepEqual([form.view.get().corpId, form.view.get().error], ['dingacme', undefined])
})
