import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWorld, ORG } from './terminal-world.ts'

test('[TC14] the settings of an organization are changed, one by one, and shown', async () => {
  await using world = await openWorld('running')
  const { json, type } = world.terminal
  const settings = async (...options: readonly string[]) =>
    (await json('org', 'set', ...ORG, ...options))['settings'] as Record<string, unknown>
  const meetings = { waitingRoom: true, muteOnJoin: 'crowd', selfUnmuting: false, sharing: 'hosts', chat: false }
  const defaults = [
    '--waiting-room',
    '--mute-on-join',
    'crowd',
    '--no-self-unmuting',
    '--sharing',
    'hosts',
    '--no-chat',
  ]
  assert.deepEqual(await settings('--retention-days', '90', '--no-guests', ...defaults), {
    retentionDays: 90,
    guests: false,
    meetings,
  })
  const guests = await settings('--guests', '--chat')
  assert.deepEqual(guests, { retentionDays: 90, guests: true, meetings: { ...meetings, chat: true } })
  assert.equal((await settings('--retention-days', 'never'))['retentionDays'], null)
  const { out } = await type('org', 'show', ...ORG)
  assert.match(
    out,
    /^Acme \(dingacme\)\n {2}ended meetings are deleted {2}never\n {2}guests +yes\n {2}waiting room +yes\n/,
  )
  for (const [code, ...options] of [
    [2, '--retention-days', 'soon'],
    [1, '--retention-days', '0'],
    [1, '--sharing', 'nobody'],
    [2],
  ] as const)
    assert.equal((await type('org', 'set', ...ORG, ...options)).code, code, options.join(' '))
})
