import assert from 'node:assert/strict'
import test from 'node:test'
import type { Api } from '../api.ts'
import { pending, refuse } from '../stub.fixture.ts'
import { openAuthorization } from './authorization.ts'

const request = { clientId: 'app', redirectUri: 'https://app.example:8443/back', responseType: 'code', scope: 'openid' }
const requested = { app: 'Timesheets', tellsOrganization: true }

function open(parts: Partial<Pick<Api, 'readAuthorization' | 'answerAuthorization'>> = {}) {
  const went: string[] = []
  const answers: unknown[] = []
  const api = {
    readAuthorization: async () => requested,
    answerAuthorization: async (answer: unknown) => {
      answers.push(answer)
      return { url: 'https://app.example:8443/back?authCode=1' }
    },
    ...parts,
  }
  return { authorization: openAuthorization(api, { request, go: (url) => went.push(url) }), went, answers }
}

test('[OA1] the page shows who asks and where the browser goes, and sends the answer', async () => {
  const { authorization, went, answers } = open()
  assert.deepEqual(authorization.view.get(), { phase: 'loading' })
  await authorization.load()
  assert.deepEqual(authorization.view.get(), { phase: 'loaded', requested, host: 'app.example:8443', isBusy: false })
  await authorization.answer(true)
  assert.deepEqual(answers, [{ request, allow: true }])
  assert.deepEqual(went, ['https://app.example:8443/back?authCode=1'])
})

test('[OA1] a second press while the answer is under way does nothing', async () => {
  const answering = pending<{ url: string }>()
  const { authorization, went } = open({ answerAuthorization: answering.ask })
  await authorization.load()
  const first = authorization.answer(true)
  await authorization.answer(false)
  assert.equal(answering.asked(), 1)
  answering.answer({ url: 'https://app.example/' })
  await first
  assert.deepEqual(went, ['https://app.example/'])
})

test('[OA3] [OA4] a refusal is shown with the address, and the browser goes nowhere', async () => {
  const { authorization, went } = open({ readAuthorization: refuse('redirect-not-allowed') })
  await authorization.load()
  const address = request.redirectUri
  assert.deepEqual(authorization.view.get(), { phase: 'refused', code: 'redirect-not-allowed', address })
  assert.deepEqual(went, [])
})

test('[OA1] after a failure the person can answer again', async () => {
  const { authorization, went } = open({ answerAuthorization: refuse('offline') })
  await authorization.load()
  await authorization.answer(true)
  assert.partialDeepStrictEqual(authorization.view.get(), { phase: 'loaded', isBusy: false, error: 'offline' })
  assert.deepEqual(went, [])
})
