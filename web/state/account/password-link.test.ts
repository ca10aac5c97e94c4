import assert from 'node:assert/strict'
import test from 'node:test'
import type { Me } from '../../../contract/web/types.ts'
import type { Api } from '../api.ts'
import { ADA, refuse } from '../stub.fixture.ts'
import { openPasswordLink } from './password-link.ts'

const owner = { organization: 'Acme', userId: 'ada', name: 'Ada' }
const chosen = { current: '', next: 'my-own-secret', again: 'my-own-secret' }

function open(parts: Partial<Pick<Api, 'readPasswordLink' | 'usePasswordLink'>> = {}) {
  const changed: Me[] = []
  const sent: unknown[] = []
  const api = {
    readPasswordLink: async () => owner,
    usePasswordLink: async (body: unknown) => {
      sent.push(body)
      return ADA
    },
    ...parts,
  }
  return { link: openPasswordLink(api, { token: 't', changed: (me) => changed.push(me) }), changed, sent }
}

async function formOf({ link }: ReturnType<typeof open>) {
  await link.load()
  const view = link.view.get()
  assert.ok(view.phase === 'loaded')
  return view.form
}

test('[WS32] the page names the person, takes a new password without the current one, and signs them in', async () => {
  const opened = open()
  assert.deepEqual(opened.link.view.get(), { phase: 'loading' })
  const form = await formOf(opened)
  assert.partialDeepStrictEqual(opened.link.view.get(), { phase: 'loaded', owner })
  await form.submit({ ...chosen, again: 'my-own-secre' })
  assert.deepEqual(form.view.get().problem, { field: 'again', code: 'password-differs' })
  await form.submit(chosen)
  assert.deepEqual([opened.sent, opened.changed], [[{ token: 't', password: 'my-own-secret' }], [ADA]])
})

test('[WS32] the current password is refused at its field, and the person can choose another', async () => {
  const opened = open({ usePasswordLink: refuse('password-weak') })
  const form = await formOf(opened)
  await form.submit(chosen)
  assert.deepEqual(form.view.get().problem, { field: 'next', code: 'password-weak' })
  assert.equal(opened.link.view.get().phase, 'loaded')
})

for (const code of ['password-link-invalid', 'malformed']) {
  test(`[WS31] the page says that a link is not valid, when it opens or later (${code})`, async () => {
    const atOnce = open({ readPasswordLink: refuse(code) })
    await atOnce.link.load()
    assert.deepEqual(atOnce.link.view.get(), { phase: 'invalid' })
    const later = open({ usePasswordLink: refuse(code) })
    await (await formOf(later)).submit(chosen)
    assert.deepEqual([later.link.view.get(), later.changed], [{ phase: 'invalid' }, []])
  })
}

test('[WS32] a server that cannot be reached is asked again', async () => {
  let isUp = false
  const { link } = open({ readPasswordLink: async () => (isUp ? owner : refuse('offline')()) })
  await link.load()
  assert.deepEqual(link.view.get(), { phase: 'failed', code: 'offline' })
  isUp = true
  await link.load()
  assert.equal(link.view.get().phase, 'loaded')
})
