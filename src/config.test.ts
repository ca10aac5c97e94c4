import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

const errorsIn = (env: Record<string, string>): string[] => {
  try {
    readConfig(env)
  } catch (error) {
    assert.ok(error instanceof ConfigError)
    return error.message.split('\n')
  }
  return []
}

test('[CF1] an empty environment starts a server', () => {
  const config = readConfig({})
  assert.deepEqual([config.http.port, config.store.kind, config.ongoing], [8080, 'sqlite', 'any'])
  assert.deepEqual(config.presence, { silentAfterMs: 5_000, leaveWindowMs: 14_000 })
})

test('[CF1] an empty value counts as absent', () => {
  assert.equal(readConfig({ ROLLCALL_PORT: '', ROLLCALL_DATABASE_URL: '' }).http.port, 8080)
})

test('[CF2] a database URL chooses PostgreSQL', () => {
  assert.deepEqual(readConfig({ ROLLCALL_DATABASE_URL: 'postgres://localhost/rollcall' }).store, {
    kind: 'postgres',
    url: 'postgres://localhost/rollcall',
  })
})

test('[CF4] a Redis connects the servers of one PostgreSQL, and nothing else', () => {
  const env = { ROLLCALL_REDIS_URL: 'redis://:secret@redis.example:6380/1' }
  assert.equal(
    readConfig({ ...env, ROLLCALL_DATABASE_URL: 'postgres://localhost/rollcall' }).redisUrl,
    env.ROLLCALL_REDIS_URL,
  )
  assert.equal(readConfig({}).redisUrl, undefined)
  assert.deepEqual(errorsIn(env), [
    'ROLLCALL_REDIS_URL needs ROLLCALL_DATABASE_URL: several servers share a PostgreSQL',
  ])
})

test('[EP6] events go to no private network by default, to all, or to those of a list', () => {
  const networksOf = (value: string) => readConfig({ ROLLCALL_EVENTS_PRIVATE_NETWORKS: value }).eventNetworks
  assert.deepEqual(networksOf(''), [])
  assert.equal(networksOf('allow'), 'allow')
  assert.deepEqual(networksOf('10.0.0.0/8, fd00::/8'), ['10.0.0.0/8', 'fd00::/8'])
})

test('[SB1] a sandbox is off by default, and one server', () => {
  assert.equal(readConfig({}).sandbox, false)
  const several = {
    ROLLCALL_DATABASE_URL: 'postgres://localhost/rollcall',
    ROLLCALL_REDIS_URL: 'redis://redis.example',
  }
  assert.deepEqual(errorsIn({ ...several, ROLLCALL_SANDBOX: 'on' }), [
    'ROLLCALL_SANDBOX cannot be set with ROLLCALL_REDIS_URL: a sandbox is one server',
  ])
})

for (const [env, error] of [
  [{ ROLLCALL_PORT: '70000' }, 'ROLLCALL_PORT must be a whole number from 0 to 65535, not "70000"'],
  [
    { ROLLCALL_RING_TIMEOUT_MS: '1e3' },
    'ROLLCALL_RING_TIMEOUT_MS must be a whole number from 1000 to 2147483647, not "1e3"',
  ],
  [{ ROLLCALL_PUBLIC_URL: 'meet.example' }, 'ROLLCALL_PUBLIC_URL must be a URL that starts with http:// or https://'],
  [{ ROLLCALL_ONGOING: 'all' }, 'ROLLCALL_ONGOING must be one of any, active, active+ringing, not "all"'],
  [{ ROLLCALL_PROT: '1' }, 'ROLLCALL_PROT is not a setting: check the spelling'],
  [
    { ROLLCALL_LIVEKIT_URL: 'ws://x' },
    'ROLLCALL_LIVEKIT_URL, ROLLCALL_LIVEKIT_API_KEY and ROLLCALL_LIVEKIT_API_SECRET must be set together',
  ],
  [{ ROLLCALL_LIVEKIT_PUBLIC_URL: 'wss://x' }, 'ROLLCALL_LIVEKIT_PUBLIC_URL needs ROLLCALL_LIVEKIT_URL'],
  [{ ROLLCALL_TURN_URLS: 'turn:turn.example' }, 'ROLLCALL_TURN_URLS and ROLLCALL_TURN_SECRET must be set together'],
  [
    { ROLLCALL_EVENTS_PRIVATE_NETWORKS: '10.0.0.0' },
    'ROLLCALL_EVENTS_PRIVATE_NETWORKS must be allow, or a comma-separated list of networks like 10.0.0.0/8,fd00::/8',
  ],
  [{ ROLLCALL_TURN_SECRET: 's3cret' }, 'ROLLCALL_TURN_URLS and ROLLCALL_TURN_SECRET must be set together'],
  [
    { ROLLCALL_STUN_URLS: 'stun:a.example, https://b.example' },
    'ROLLCALL_STUN_URLS must be a comma-separated list of URLs like stun:stun.example:3478',
  ],
  [{ ROLLCALL_MESH_VIDEO: '9' }, 'ROLLCALL_MESH_VIDEO must not be more than ROLLCALL_MESH_AUDIO'],
  [{ ROLLCALL_MESH_AUDIO: '0' }, 'ROLLCALL_MESH_AUDIO must be a whole number from 1 to 64, not "0"'],
  [{ ROLLCALL_LEAVE_WINDOW_MS: '4000' }, 'ROLLCALL_SILENT_AFTER_MS must not be longer than ROLLCALL_LEAVE_WINDOW_MS'],
  [
    {
      ROLLCALL_OIDC_ISSUER: 'http://id.example',
      ROLLCALL_OIDC_CLIENT_ID: 'x',
      ROLLCALL_OIDC_CLIENT_SECRET: 'y',
      ROLLCALL_OIDC_ORGANIZATION: 'z',
    },
    'ROLLCALL_OIDC_ISSUER must start with https:// unless it is on this machine',
  ],
] as const) {
  test(`[CF3] ${Object.entries(env).join()} is reported as a problem`, () => {
    assert.deepEqual(errorsIn(env), [error])
  })
}

test('[CF3] each missing setting of an identity provider is reported, together with all other problems', () => {
  const id = 'ROLLCALL_OIDC_CLIENT_ID'
  assert.deepEqual(errorsIn({ ROLLCALL_OIDC_NAME: 'Directory', [id]: 'x', ROLLCALL_PROT: '1' }), [
    'ROLLCALL_OIDC_ISSUER is required to sign in with OpenID Connect',
    'ROLLCALL_OIDC_CLIENT_SECRET is required to sign in with OpenID Connect',
    'ROLLCALL_OIDC_ORGANIZATION is required to sign in with OpenID Connect',
    'ROLLCALL_PROT is not a setting: check the spelling',
  ])
  const whole = {
    ROLLCALL_OIDC_ISSUER: 'https://id.example/acme',
    [id]: 'x',
    ROLLCALL_OIDC_CLIENT_SECRET: 'y',
    ROLLCALL_OIDC_ORGANIZATION: 'dingacme',
  }
  const { name, userClaim } = readConfig(whole).oidc ?? assert.fail('no provider')
  assert.deepEqual([name, userClaim], ['id.example', 'preferred_username'])
})

test('[CF3] a mail server needs an address that mails come from, and the help for passwords is short', () => {
  const url = 'smtp://rollcall:s3cret@mail.example:587'
  assert.deepEqual(errorsIn({ ROLLCALL_SMTP_URL: url }), [
    'ROLLCALL_SMTP_URL and ROLLCALL_MAIL_FROM must be set together',
  ])
  const from = 'ROLLCALL_MAIL_FROM'
  for (const wrong of ['rollcall', 'a@b\nBcc: c@d', '<a@b>', 'a b@c', 'A <a@b> <c@d>'])
    assert.match(String(errorsIn({ ROLLCALL_SMTP_URL: url, [from]: wrong })), /^ROLLCALL_MAIL_FROM must be/, wrong)
  assert.equal(errorsIn({ ROLLCALL_SMTP_URL: 'https://mail.example', [from]: 'a@b' }).length, 1)
  assert.equal(errorsIn({ ROLLCALL_PASSWORD_HELP: 'x'.repeat(301) }).length, 1)
  for (const right of ['rollcall@acme.example', 'Rollcall, Acme <rollcall@acme.example>'])
    assert.deepEqual(readConfig({ ROLLCALL_SMTP_URL: url, [from]: right }).mail, { url, from: right })
})

test('[CF3] a leave window shorter than the heartbeats is refused', () => {
  assert.equal(errorsIn({ ROLLCALL_LEAVE_WINDOW_MS: '2000', ROLLCALL_SILENT_AFTER_MS: '1000' }).length, 2)
})

test('[MG3] the media servers and the limits of a mesh are settings', () => {
  assert.deepEqual(readConfig({}).media, { stunUrls: [], maxVideo: 4, maxAudio: 8 })
  const { media } = readConfig({
    ROLLCALL_STUN_URLS: 'stun:stun.example, stuns:stun.example:5349',
    ROLLCALL_TURN_URLS: 'turn:turn.example:3478?transport=udp,turns:turn.example',
    ROLLCALL_TURN_SECRET: 's3cret',
    ROLLCALL_MESH_VIDEO: '3',
    ROLLCALL_MESH_AUDIO: '6',
  })
  assert.deepEqual(media, {
    stunUrls: ['stun:stun.example', 'stuns:stun.example:5349'],
    turn: { urls: ['turn:turn.example:3478?transport=udp', 'turns:turn.example'], secret: 's3cret' },
    maxVideo: 3,
    maxAudio: 6,
  })
})

test('[MG3] problems of the media settings are reported at once, without the secret', () => {
  const errors = errorsIn({
    ROLLCALL_TURN_URLS: 'http://turn.example',
    ROLLCALL_TURN_SECRET: 's3cret',
    ROLLCALL_STUN_URLS: 'turn:x',
    ROLLCALL_MESH_VIDEO: 'many',
  })
  assert.equal(errors.length, 3)
  assert.doesNotMatch(errors.join(), /s3cret/)
})

const LIVEKIT = {
  ROLLCALL_LIVEKIT_URL: 'ws://livekit:7880',
  ROLLCALL_LIVEKIT_API_KEY: 'key',
  ROLLCALL_LIVEKIT_API_SECRET: 's3cret',
}

test('[LK7] a LiveKit server is a setting, with another address for browsers if they need one', () => {
  const { livekit } = readConfig(LIVEKIT)
  assert.ok(livekit?.kind === 'remote')
  assert.deepEqual([livekit.url.href, livekit.publicUrl.href], ['ws://livekit:7880/', 'ws://livekit:7880/'])
  assert.deepEqual([livekit.maxAudio, livekit.checkMs], [100, 10_000])
  const behind = readConfig({ ...LIVEKIT, ROLLCALL_LIVEKIT_PUBLIC_URL: 'wss://media.example' }).livekit
  assert.equal(behind?.kind === 'remote' && behind.publicUrl.href, 'wss://media.example/')
  assert.equal(readConfig({ ...LIVEKIT, ROLLCALL_LIVEKIT: 'off' }).livekit, undefined)
})

test('[LK7] problems of the LiveKit settings are reported at once, without the secret', () => {
  const errors = errorsIn({
    ...LIVEKIT,
    ROLLCALL_LIVEKIT_URL: 'livekit:7880',
    ROLLCALL_LIVEKIT: 'on',
    ROLLCALL_LIVEKIT_AUDIO: '0',
  })
  assert.equal(errors.length, 3)
  assert.doesNotMatch(errors.join(), /s3cret/)
})

test('[LK21] without a LiveKit server of others, one of its own is run, but not by one of several servers', () => {
  const own = { kind: 'own', maxAudio: 100, checkMs: 10_000, udpPort: 7_882, tcpPort: 7_881 }
  assert.deepEqual(readConfig({}).livekit, own)
  const binary = { ROLLCALL_LIVEKIT_SERVER: '/opt/livekit-server' }
  assert.deepEqual(readConfig(binary).livekit, { ...own, binary: '/opt/livekit-server' })
  const several = { ROLLCALL_DATABASE_URL: 'postgres://db/rollcall', ROLLCALL_REDIS_URL: 'redis://redis' }
  assert.equal(readConfig(several).livekit, undefined)
  assert.match(
    errorsIn({ ...several, ...binary }).join(),
    /ROLLCALL_LIVEKIT_SERVER cannot be set with .*ROLLCALL_REDIS_URL/,
  )
  assert.equal(readConfig({ ROLLCALL_LIVEKIT: 'off' }).livekit, undefined)
})
