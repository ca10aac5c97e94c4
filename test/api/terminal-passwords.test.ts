import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AdministeredPerson, ImportAnswer } from '../../contract/web/administration-types.ts'
import { openWorld, ORG } from './terminal-world.ts'

test('[TC18] links for first passwords are printed for new people, and for all who have no password', async () => {
  await using world = await openWorld('running')
  const { json, type } = world.terminal
  const file = join(world.dataFolder, 'people.csv')
  await writeFile(file, 'userId,name,department\ndora,Dora,Press\nemil,Emil,\n')
  type Handed = { links: { userId: string; url: string }[] }
  const imported = await json<ImportAnswer & Handed>('user', 'import', file, ...ORG, '--links')
  assert.deepEqual([imported.added, imported.links.map(({ userId }) => userId)], [2, ['dora', 'emil']])
  const again = await json<ImportAnswer & Handed>('user', 'import', file, ...ORG, '--links')
  assert.deepEqual([again.unchanged, again.links], [2, []])
  const all = await json<Handed>('user', 'reset-password', ...ORG, '--all-without-password', '--department', 'Press')
  assert.deepEqual(
    all.links.map(({ userId }) => userId),
    ['dora'],
  )
  const { out } = await type('user', 'reset-password', ...ORG, '--all-without-password')
  assert.match(out, /^Links, shown once, valid until \S+:\n {2}cleo {2}http:\S+\/password#[\w-]{43} {2}Cleo\n {2}dora /)
  const listed = await type('user', 'list', ...ORG)
  assert.match(listed.out, /\nada .* temporary +\S+\nbram .* set +\S+\n/)
  assert.match(listed.out, /\nemil .* none, link until \d{4}-\d{2}-\d{2} [\d:]{8} +\S+\n/)
  const [ada] = await json<AdministeredPerson[]>('user', 'list', ...ORG, '--search', 'ada')
  assert.equal(ada?.passwordLinkExpiresAt, undefined)
  const none = await json<AdministeredPerson[]>('user', 'list', ...ORG, '--state', 'without-password')
  assert.ok(none.every(({ hasPassword, passwordLinkExpiresAt }) => !hasPassword && passwordLinkExpiresAt !== undefined))
  const own = await json<Handed>('user', 'reset-password', ...ORG, '--all-without-own-password')
  const listedOwn = await json<AdministeredPerson[]>('user', 'list', ...ORG, '--state', 'without-own-password')
  assert.deepEqual(
    own.links.map(({ userId }) => userId),
    listedOwn.map(({ userId }) => userId),
  )
  assert.ok(listedOwn.some(({ userId, mustChangePassword }) => userId === 'ada' && mustChangePassword))
  assert.ok(!listedOwn.some(({ userId }) => userId === 'bram'))
  for (const [code, words, ...options] of [
    [2, /not both/, '--all-without-password', '--user', 'ada'],
    [2, /belongs to --all-without-password/, '--user', 'ada', '--mail', 'en'],
    [2, /--mail must be en or zh-CN/, '--all-without-password', '--mail', 'de'],
    [1, /\(mail-absent\)/, '--all-without-password', '--mail', 'en'],
  ] as const) {
    const typed = await type('user', 'reset-password', ...ORG, ...options)
    assert.equal(typed.code, code, options.join(' '))
    assert.match(typed.errors, words)
  }
  const both = await type('user', 'import', file, ...ORG, '--links', '--passwords')
  assert.deepEqual([both.code, /passwords or links, not both/.test(both.errors)], [2, true])
})
