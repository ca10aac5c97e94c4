import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

const faultsOf = (env: Record<string, string>): string[] => {
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

for (const [env, fault] of [
  [{ ROLLCALL_PORT: '70000' }, 'ROLLCALL_PORT must be a whole number from 0 to 65535, not "70000"'],
  [
    { ROLLCALL_RING_TIMEOUT_MS: '1e3' },
    'ROLLCALL_RING_TIMEOUT_MS must be a whole number from 1000 to 2147483647, not "1e3"',
  ],
  [{ ROLLCALL_PUBLIC_URL: 'meet.example' }, 'ROLLCALL_PUBLIC_URL must be a URL that begins with http:// or https://'],
  [{ ROLLCALL_ONGOING: 'all' }, 'ROLLCALL_ONGOING must be one of any, active, active+ringing, not "all"'],
  [{ ROLLCALL_PROT: '1' }, 'ROLLCALL_PROT is not a setting'],
  [{ ROLLCALL_LIVEKIT_URL: 'ws://x' }, 'ROLLCALL_LIVEKIT_URL is not supported by this version'],
  [{ ROLLCALL_LEAVE_WINDOW_MS: '4000' }, 'ROLLCALL_SILENT_AFTER_MS must not be longer than ROLLCALL_LEAVE_WINDOW_MS'],
] as const) {
  test(`[CF3] ${Object.entries(env).join()} is told as a fault`, () => {
    assert.deepEqual(faultsOf(env), [fault])
  })
}

test('[CF3] a leave window shorter than the heartbeats would end everybody', () => {
  assert.equal(faultsOf({ ROLLCALL_LEAVE_WINDOW_MS: '2000', ROLLCALL_SILENT_AFTER_MS: '1000' }).length, 2)
})
