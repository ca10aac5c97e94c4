import assert from 'node:assert/strict'
import test from 'node:test'
import { refuse } from '../../stub.fixture.ts'
import { openScimTokens, type ScimTokensApi } from './scim-tokens.ts'

const URL = 'https://meet.example.com/scim/v2'
const FIRST = { id: 'first', madeAt: 1_000 }

function open(changes: Partial<ScimTokensApi> = {}) {
  const requests: unknown[] = []
  let signedOut = 0
  const tokens = openScimTokens(
    {
      scimTokens: async () => ({ url: URL, tokens: [FIRST] }),
      async makeScimToken(...args) {
        requests.push(['make', ...args])
        return {
          url: URL,
          tokens: [
            { id: 'second', madeAt: 2_000 },
            { ...FIRST, endsAt: 9_000 },
          ],
          token: 'secret',
        }
      },
      async revokeScimTokens(...args) {
        requests.push(['revoke', ...args])
      },
      ...changes,
    },
    { corpId: 'dingacme', signedOut: () => void (signedOut += 1) },
  )
  return { tokens, requests, signedOut: () => signedOut }
}

test('[CO76] the tokens of the directory are listed, a new one joins them without its secret, and revoking ends all', async () => {
  const { tokens, requests } = open()
  await tokens.load()
  assert.deepEqual(tokens.view.get(), { valid: { url: URL, tokens: [FIRST] } })
  assert.equal(await tokens.make(2), 'secret')
  assert.deepEqual(tokens.view.get(), {
    valid: {
      url: URL,
      tokens: [
        { id: 'second', madeAt: 2_000 },
        { ...FIRST, endsAt: 9_000 },
      ],
    },
  })
  await tokens.revoke()
  assert.deepEqual(tokens.view.get(), { valid: { url: URL, tokens: [] } })
  assert.deepEqual(requests, [
    ['make', 'dingacme', 2],
    ['revoke', 'dingacme'],
  ])
})

test('[CO76] what is refused changes nothing in the list', async () => {
  const code = 'not-administrator'
  const { tokens } = open({ makeScimToken: refuse(code), revokeScimTokens: refuse(code) })
  await tokens.load()
  await assert.rejects(tokens.make(0), { code })
  await assert.rejects(tokens.revoke(), { code })
  assert.deepEqual(tokens.view.get(), { valid: { url: URL, tokens: [FIRST] } })
  const ended = open({ scimTokens: refuse('signed-out') })
  await ended.tokens.load()
  assert.deepEqual([ended.tokens.view.get(), ended.signedOut()], [{ error: 'signed-out' }, 1])
})
