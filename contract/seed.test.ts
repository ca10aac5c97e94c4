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

test('[TT3] the names in a seed are stored as if they were typed', () => {
  const typed = ' A\u200bda  Cafe\u0301\u200e '
  const apps = [{ clientId: 'a', clientSecret: 's', name: typed, kind: 'internal', scopes: [] }]
  const users = [{ userId: 'ada', unionId: 'adaiEiE', name: typed }]
  const parsed = parseSeed({ organizations: [{ corpId: 'acme', name: typed, users, apps }] })
  assert.ok(parsed.ok)
  const [organization] = parsed.seed.organizations
  const names = [organization?.name, organization?.users?.[0]?.name, organization?.apps?.[0]?.name]
  assert.deepEqual(names, ['Ada Caf\u00e9', 'Ada Caf\u00e9', 'Ada Caf\u00e9'])
})

test('[TT6] a seed accepts names of any language, and emoji', () => {
  for (const name of ['Ada', '\u674e\u96f7', '\u0645\u06cc\u200c\u062e', '\u{1f469}\u200d\u{1f4bb}', '\u200eAda']) {
    assert.equal(parseSeed(seedOf(name)).ok, true, name)
  }
})
