import assert from 'node:assert/strict'
import test from 'node:test'
import type { FirstPasswordLinks } from '../../../../contract/web/administration-types.ts'
import { ApiError } from '../../api.ts'
import { openFirstPasswords, type FirstPasswordsApi, type Recipients } from './first-passwords.ts'

const linkOf = (userId: string) => ({ userId, name: userId, url: `https://x/${userId}`, expiresAt: 1 })
const answerOf = (more: Partial<FirstPasswordLinks>): FirstPasswordLinks => ({
  links: [],
  mailed: 0,
  withoutEmail: 0,
  ...more,
})

function open(recipients: Recipients, handOutLinks: FirstPasswordsApi['handOutLinks']) {
  let signedOut = 0
  const api = { handOutLinks, canMail: async () => true }
  const model = openFirstPasswords(api, { corpId: 'dingacme', recipients, signedOut: () => void (signedOut += 1) })
  return { model, signedOut: () => signedOut }
}

test('[CO78] links are made for everybody in the list, page by page', async () => {
  const requests: unknown[] = []
  const { model } = open(
    { q: 'a', department: 'Press', state: 'without-own-password' },
    async (_corpId, found, order) => {
      requests.push([found.q, found.department, found.state, found.cursor, order])
      return answerOf(found.cursor === undefined ? { links: [linkOf('ada')], cursor: 'c' } : { links: [linkOf('bo')] })
    },
  )
  await model.load()
  assert.deepEqual(model.view.get(), { phase: 'ask', canMail: true })
  await model.handOut()
  assert.deepEqual(requests, [
    ['a', 'Press', 'without-own-password', undefined, {}],
    ['a', 'Press', 'without-own-password', 'c', {}],
  ])
  const links = [linkOf('ada'), linkOf('bo')]
  assert.deepEqual(model.view.get(), { phase: 'done', links, mailed: 0, withoutEmail: 0 })
  await model.handOut()
  assert.equal(requests.length, 2, 'a second press makes no other links')
})

test('[CO78] new people of an import are named, 200 in a request, and get mails if the administrator wants that', async () => {
  const sizes: number[] = []
  const userIds = Array.from({ length: 450 }, (_, n) => `u${n}`)
  const { model } = open({ userIds }, async (_corpId, _found, { userIds: named = [], mail }) => {
    assert.equal(mail, 'zh-CN')
    sizes.push(named.length)
    return answerOf({ mailed: named.length - 1, withoutEmail: 1 })
  })
  await model.handOut('zh-CN')
  assert.deepEqual(sizes, [200, 200, 50])
  assert.deepEqual(model.view.get(), { phase: 'done', links: [], mailed: 447, withoutEmail: 3 })
})

test('[CO78] links that were made before a refusal are shown', async () => {
  const { model, signedOut } = open(
    { q: '', department: '', state: 'without-password' },
    async (_corpId, { cursor }) => {
      if (cursor !== undefined) throw new ApiError('signed-out')
      return answerOf({ links: [linkOf('ada')], cursor: 'c' })
    },
  )
  await model.handOut()
  const view = model.view.get()
  assert.deepEqual([view.phase === 'done' && view.links.length, view.phase === 'done' && view.error], [1, 'signed-out'])
  assert.equal(signedOut(), 1)
})
