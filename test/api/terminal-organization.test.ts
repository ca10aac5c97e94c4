import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import type { NewScimToken } from '../../contract/web/administration-types.ts'
import type { Me } from '../../contract/web/types.ts'
import { openWorld, ORG } from './terminal-world.ts'

/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
type Made = { subscription: { id: string } }

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
    [2, '--color', 'green'],
    [1, '--retention-days', '0'],
    [1, '--sharing', 'nobody'],
    [2],
  ] as const)
    assert.equal((await type('org', 'set', ...ORG, ...options)).code, code, options.join(' '))
})

test('[TC14] [CO68] the color of an organization is chosen, shown and taken back', async () => {
  await using world = await openWorld('running')
  const { json, type } = world.terminal
  const colorAfter = async (color: string) => {
    const { settings } = await json<{ settings: { color?: string } }>('org', 'set', ...ORG, '--color', color)
    return settings.color
  }
  assert.equal(await colorAfter('#FFD000'), '#ffd000')
  assert.match((await type('org', 'show', ...ORG)).out, /\n {2}color +#ffd000\n {2}logo +no\n$/)
  const { body } = await world.bram.ask<Me>('GET', '/api/session')
  assert.equal(body.look?.accent?.dark, '#ffd000')
  assert.equal(await colorAfter('none'), undefined)
  assert.match((await type('org', 'show', ...ORG)).out, /\n {2}color +none\n/)
})

test('[TC14] [CO69] the logo of an organization is set from a file, shown and removed', async () => {
  await using world = await openWorld('running')
  const { json, type } = world.terminal
  const file = join(world.dataFolder, 'logo.png')
  await writeFile(file, PNG)
  const { settings } = await json<{ settings: { logo?: string } }>('org', 'set', ...ORG, '--logo', file)
  assert.match(settings.logo ?? '', /^\w{16,}$/)
  assert.match((await type('org', 'show', ...ORG)).out, /\n {2}logo +yes\n$/)
  await writeFile(file, 'not an image')
  const wrong = await type('org', 'set', ...ORG, '--logo', file)
  assert.deepEqual([wrong.code, /PNG, JPEG or WebP/.test(wrong.errors)], [1, true])
  const absent = await type('org', 'set', ...ORG, '--logo', `${file}.gone`)
  assert.deepEqual([absent.code, /cannot be read/.test(absent.errors)], [1, true])
  assert.match((await type('org', 'set', ...ORG, '--logo', 'none')).out, /\n {2}logo +no\n$/)
})

test('[TC17] a wrong subscription is not sent, and the command says what to write', async () => {
  await using world = await openWorld('running')
  const { type } = world.terminal
  for (const [expected, options] of [
    [/--way is required/, '--types booking_change'],
    [/--way must be one of stream, callback, webhook, not pigeon/, '--way pigeon --types booking_change'],
    [/--url is required: where the webhook is sent/, '--way webhook --types booking_change'],
    [/--url must be a whole address such as https:/, '--way webhook --types booking_change --url example.com'],
    [/--url must begin with https:\/\/ or http:/, '--way webhook --types booking_change --url ftp://example.com'],
    [/no user name or password/, '--way callback --types booking_change --url https://a:b@example.com'],
    [/A stream has no --url/, '--way stream --types booking_change --url https://example.com'],
    [/There is no type lunch\. --types can name meeting_status_change/, '--way stream --types lunch'],
    [/--types must name/, '--way stream --types ,'],
  ] as const) {
    const typed = await type('subscription', 'add', ...ORG, '--app', 'dingacmeapp', ...options.split(' '))
    assert.deepEqual([typed.code, typed.out], [2, ''], options)
    assert.match(typed.errors, expected)
  }
})

test('[TC17] what the server refuses in a subscription has exit code 1', async () => {
  await using world = await openWorld('running')
  const { type, json } = world.terminal
  const webhook = ['--way', 'webhook', '--types', 'booking_change', '--url', 'https://example.com/x']
  const refused = await type('subscription', 'add', ...ORG, '--app', 'nobody', ...webhook)
  assert.deepEqual([refused.code, /\(app-not-found\)/.test(refused.errors)], [1, true])
  const since = ['--from', '2026-01-01']
  const made = await json<Made>('subscription', 'add', ...ORG, '--app', 'dingacmeapp', ...webhook, ...since)
  const wrong = await type('subscription', 'set', ...ORG, '--id', made.subscription.id, '--url', 'ftp://example.com')
  assert.deepEqual([wrong.code, /--url must begin with/.test(wrong.errors)], [2, true])
})

test('[OA13] [TC14] a command makes the secret with which an organization asks who has signed in', async () => {
  await using world = await openWorld('running')
  const { ssoSecret } = await world.terminal.json<{ ssoSecret: string }>('org', 'sso-secret', ...ORG)
  const { out } = await world.terminal.type('org', 'sso-secret', ...ORG)
  assert.match(out, /^The secret is shown once\.\n {2}corpid {5}dingacme\n {2}ssoSecret {2}\w{64}\n$/)
  assert.ok(!out.includes(ssoSecret))
})

for (const state of ['running', 'stopped'] as const) {
  test(`[TC16] what is stored about a person is written, and the person erased, on a ${state} server`, async () => {
    await using world = await openWorld(state)
    const { json, type } = world.terminal
    const bram = ['--org', 'dingacme', '--user', 'bram']
    const file = join(world.dataFolder, 'bram.json')
    const data = await json<{ account: { name: string } }>('user', 'data', ...bram)
    assert.equal(data.account.name, 'Bram')
    assert.deepEqual(await json('user', 'data', ...bram, '--out', file), { file })
    assert.equal((JSON.parse(await readFile(file, 'utf8')) as typeof data).account.name, 'Bram')
    assert.deepEqual(await json('user', 'erase', ...bram), { finished: false })
    const cleo = await type('user', 'erase', '--org', 'dingacme', '--user', 'cleo')
    assert.equal(cleo.out, 'The account of cleo is deleted. A running server rewrites past meetings within minutes.\n')
    const { people } = await json<AttendanceAnswer>('attendance', world.conferenceId)
    assert.deepEqual([people.length, people.some(({ name }) => name === 'Bram')], [1, false])
    const nobody = await type('user', 'erase', '--org', 'dingacme', '--user', 'nobody')
    assert.deepEqual([nobody.code, nobody.errors], [1, 'The organization has no such person. (user-not-found)\n'])
  })
}

for (const state of ['running', 'stopped'] as const) {
  test(`[SC1] [SC2] the token of the directory is made, shown and revoked at the terminal of a ${state} server`, async () => {
    await using world = await openWorld(state)
    const { json, type } = world.terminal
    const scim = (...options: readonly string[]) => json<NewScimToken>('org', 'scim-token', ...ORG, ...options)
    assert.deepEqual((await scim()).tokens, [])
    const made = await scim('--new')
    assert.match(made.token, /^[\w-]{43}$/)
    assert.match(made.url, /^http:\/\/localhost:\d+\/scim\/v2$/)
    const { out } = await type('org', 'scim-token', ...ORG, '--new', '--overlap-hours', '2')
    assert.match(
      out,
      /^The directory has a new token, which is shown once\.\n {2}URL {4}http.+\n {2}token {2}[\w-]{43}\n/,
    )
    const [current, former] = (await scim()).tokens
    assert.deepEqual([former?.id, former?.endsAt], [made.tokens[0]?.id, (current?.madeAt ?? 0) + 2 * 3_600_000])
    const shown = await type('org', 'scim-token', ...ORG)
    assert.ok(shown.out.includes(`${current?.id} was made`) && shown.out.includes(`${former?.id} was replaced`))
    assert.ok(!shown.out.includes(made.token))
    await scim('--revoke')
    assert.match((await type('org', 'scim-token', ...ORG)).out, /The directory has no token\.\n$/)
    for (const options of [
      ['--new', '--revoke'],
      ['--overlap-hours', '2'],
    ])
      assert.equal((await type('org', 'scim-token', ...ORG, ...options)).code, 2, options.join(' '))
  })
}

test('[TC19] [DL16] [DL18] subscriptions are made, shown, tested and ended by commands', async () => {
  await using world = await openWorld('running')
  const { json, type } = world.terminal
  const about = ['--app', 'dingacmeapp', '--way', 'webhook', '--url', 'https://nowhere.invalid/']
  const made = await json<{ subscription: { id: string }; secrets: { secret: string } }>(
    'subscription',
    'add',
    ...ORG,
    ...about,
    '--types',
    'booking_change,directory_change',
  )
  assert.match(made.secrets.secret, /^whsec_[A-Za-z0-9+/=]{44}$/)
  const one = [...ORG, '--id', made.subscription.id]
  assert.equal((await type('subscription', 'test', ...one)).out.replace(/\d+/, 'N'), 'not-reached in N ms\n')
  assert.match((await type('subscription', 'list', ...ORG)).out, /webhook +active +0/)
  const refused = await type('subscription', 'set', ...one, '--url', 'https://127.0.0.1:9/')
  assert.match(refused.errors, /Events are not sent to this address/)
  assert.equal((await type('subscription', 'set', ...one, '--paused')).out, 'Changed.\n')
  assert.match(
    (await type('subscription', 'list', ...ORG)).out,
    /Everything +dingacmeapp +webhook +paused +0 +0 +0 +https:/,
  )
  assert.match((await type('subscription', 'rotate', ...one)).out, /secret +whsec_/)
  assert.match((await type('subscription', 'deliveries', ...one)).out, /^Nothing was sent\.\n$/)
  assert.equal((await type('subscription', 'resend', ...one)).out, '0 of them are sent now.\n')
  assert.equal((await type('subscription', 'remove', ...one)).out, 'Removed.\n')
  assert.match((await type('subscription', 'list', ...ORG)).out, /^Nothing is subscribed\.\n$/)
})
