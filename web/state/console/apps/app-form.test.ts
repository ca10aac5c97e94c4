import assert from 'node:assert/strict'
import test from 'node:test'
import { problemsOfApp, saveApp, toAppDraft, withScope } from './app-form.ts'

const CI = { clientId: 'ci', name: 'CI', scopes: ['Read', 'Former'] }
const SCOPES = ['Read', 'Write']

/** The requests of the form, which note what was sent. */
function open() {
  const requests: unknown[] = []
  const api = {
    async addApp(...args: unknown[]) {
      requests.push(['add', ...args])
      return { app: CI, secret: 's' }
    },
    async changeApp(...args: unknown[]) {
      requests.push(['change', ...args])
      return { app: CI }
    },
  }
  return { api, requests }
}

test('[CO11] the form of an app says which field is wrong; an app may come without an id', () => {
  assert.deepEqual(problemsOfApp(toAppDraft()), { name: 'incomplete' })
  assert.deepEqual(problemsOfApp(toAppDraft(CI)), {})
  const wrong = { ...toAppDraft(), name: 'a'.repeat(65), clientId: 'a b' }
  assert.deepEqual(problemsOfApp(wrong), { name: 'text', clientId: 'id' })
})

test('[CO11] a new app is added with what was typed, without blanks around it', async () => {
  const { api, requests } = open()
  const draft = withScope({ ...toAppDraft(), name: ' CI ' }, 'Write', true)
  assert.deepEqual(await saveApp(api, draft, { corpId: 'acme', scopes: SCOPES }), { app: CI, secret: 's' })
  await saveApp(api, { ...draft, clientId: ' ci ' }, { corpId: 'acme', scopes: SCOPES })
  assert.deepEqual(requests, [
    ['add', 'acme', { name: 'CI', scopes: ['Write'] }],
    ['add', 'acme', { name: 'CI', scopes: ['Write'], clientId: 'ci' }],
  ])
})

test('[CO11] an app keeps its id, and only scopes that exist are sent', async () => {
  const { api, requests } = open()
  const draft = withScope(withScope(toAppDraft(CI), 'Write', true), 'Read', false)
  assert.deepEqual(await saveApp(api, draft, { corpId: 'acme', scopes: SCOPES, app: CI }), { app: CI })
  assert.deepEqual(requests, [['change', 'acme', 'ci', { name: 'CI', scopes: ['Write'] }]])
})
