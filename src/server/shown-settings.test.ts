import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '../config.ts'
import { toShownSettings } from './shown-settings.ts'

test('[CO67] every setting of the environment is shown with its value and its source, and no secret is', () => {
  const texts = ['src/config.ts', 'src/server/oidc-settings.ts'].map((file) => readFileSync(file, 'utf8'))
  const known = new Set(texts.join('\n').match(/(?<=')ROLLCALL_[A-Z_]+(?=')/g))
  const shown = toShownSettings(
    readConfig({
      ROLLCALL_PORT: '9000',
      ROLLCALL_DATABASE_URL: 'postgres://ada:hush@db/rollcall',
      ROLLCALL_TURN_URLS: 'turn:a:3478,turn:b:3478',
      ROLLCALL_TURN_SECRET: 'hush',
      ROLLCALL_HOST: '',
    }),
    new URL('http://localhost:9000'),
  )
  assert.deepEqual(shown.map(({ name }) => name).toSorted(), [...known].toSorted())
  const find = (setting: string) => shown.find(({ name }) => name === setting)
  assert.deepEqual(
    ['PORT', 'HOST', 'PUBLIC_URL', 'DATABASE_URL', 'REDIS_URL', 'TURN_URLS', 'OIDC_NAME'].map((name) =>
      find(`ROLLCALL_${name}`),
    ),
    [
      { name: 'ROLLCALL_PORT', value: '9000', isSecret: false, source: 'environment' },
      { name: 'ROLLCALL_HOST', value: '0.0.0.0', isSecret: false, source: 'default' },
      { name: 'ROLLCALL_PUBLIC_URL', value: 'http://localhost:9000/', isSecret: false, source: 'listening' },
      { name: 'ROLLCALL_DATABASE_URL', isSecret: true, source: 'environment' },
      { name: 'ROLLCALL_REDIS_URL', isSecret: true, source: 'default' },
      { name: 'ROLLCALL_TURN_URLS', value: 'turn:a:3478,turn:b:3478', isSecret: false, source: 'environment' },
      { name: 'ROLLCALL_OIDC_NAME', isSecret: false, source: 'default' },
    ],
  )
  assert.ok(!JSON.stringify(shown).includes('hush'))
})

test('[CO67] passwords, keys and addresses with passwords are secrets', () => {
  const shown = toShownSettings(readConfig({}), new URL('http://localhost:9000'))
  assert.deepEqual(
    shown.flatMap(({ name, isSecret }) => (isSecret ? [name.replace('ROLLCALL_', '')] : [])),
    [
      'DATABASE_URL',
      'LIVEKIT_API_KEY',
      'LIVEKIT_API_SECRET',
      'OIDC_CLIENT_SECRET',
      'REDIS_URL',
      'SMTP_URL',
      'TURN_SECRET',
    ],
  )
})

test('[CO67] a setting that follows from others is shown with the value in use', () => {
  const valuesOf = (env: Record<string, string>) =>
    new Map(toShownSettings(readConfig(env), new URL('http://h/')).map(({ name, value }) => [name, value]))
  assert.equal(valuesOf({ ROLLCALL_TRUST_PROXY: 'on' }).get('ROLLCALL_CONNECTIONS_PER_ADDRESS'), '0')
  assert.equal(valuesOf({}).get('ROLLCALL_DATA'), resolve('data'))
  const cluster = { ROLLCALL_DATABASE_URL: 'postgres://db/rollcall', ROLLCALL_REDIS_URL: 'redis://cache' }
  assert.equal(valuesOf(cluster).get('ROLLCALL_LIVEKIT'), 'off')
  const keys = { ROLLCALL_LIVEKIT_API_KEY: 'k', ROLLCALL_LIVEKIT_API_SECRET: 's' }
  const remote = valuesOf({ ROLLCALL_LIVEKIT_URL: 'ws://media:7880', ...keys })
  assert.equal(remote.get('ROLLCALL_LIVEKIT_PUBLIC_URL'), 'ws://media:7880/')
})
