import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSeed } from './seed.ts'

const seedOf = (name: string) => ({
  organizations: [{ corpId: 'acme', name: 'Acme', users: [{ userId: 'ada', unionId: 'adaiEiE', name }] }],
})

for (const name of ['\u3164', '\u200b', '  ', 'A\u202eda', 'A\u0007da', 'Ada\n']) {
  test(`[TT6] [OP3] the name ${JSON.stringify(name)} in a seed is refused with words`, () => {
    assert.deepEqual(parseSeed(seedOf(name)), {
      ok: false,
      errors: ['/organizations/0/users/0/name must have something visible, and no control characters or bidi controls'],
    })
  })
}

test('[TT6] a seed accepts names of any language, and emoji', () => {
  for (const name of ['Ada', '\u674e\u96f7', '\u0645\u06cc\u200c\u062e', '\u{1f469}\u200d\u{1f4bb}', '\u200eAda']) {
    assert.equal(parseSeed(seedOf(name)).ok, true, name)
  }
})
