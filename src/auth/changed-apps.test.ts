import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs, OrganizationId } from '../conference/identity.ts'
import { Directory } from '../service/account/directory.ts'
import type { Secrets } from '../service/account/secrets.ts'
import { CacheBudget } from '../service/cache-budget.ts'
import type { Relay } from '../service/relay.ts'
import { openSqlite } from '../store/sqlite.ts'
import { AccessTokens } from './access-tokens.ts'
import { ClientSecrets } from './client-secrets.ts'
import { memoryTryLimiter } from './try-limiter.ts'

const ACME = 'dingacme' as OrganizationId
const caches = new CacheBudget(2 ** 26)
const secrets: Secrets = {
  hash: async (secret) => `hash of ${secret}`,
  verify: async (secret, hash) => hash === `hash of ${secret}`,
}

test('[DI18] servers on PostgreSQL that are connected see a change of an app with the next call', async () => {
  await using store = await openSqlite({ path: ':memory:' })
  const receivers: ((message: object) => void)[] = []
  const relayOf = (): Relay => ({
    serverNumber: 1,
    open: (_name, { receive }) => {
      const mine = receivers.length
      receivers.push(receive as (message: object) => void)
      return (message) => receivers.forEach((other, index) => index !== mine && other(message))
    },
  })
  const shared = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get: (target, name) =>
        name === 'cacheTrust' ? 'when-read' : (target[name as keyof Part] as () => unknown).bind(target),
    })
  const [here, there] = [1, 2].map(() => new Directory(shared(store.directory), caches, relayOf())) as [
    Directory,
    Directory,
  ]
  const limiter = memoryTryLimiter({ failures: 20, windowMs: 60_000 })
  const clientSecrets = new ClientSecrets({ secrets, limiter, wideLimiter: limiter, caches })
  const clock = { now: () => 1_780_000_000_000 as EpochMs }
  const tokens = new AccessTokens({ directory: there, store: shared(store.tokens), clientSecrets, caches, clock })
  const app = { clientId: 'app', organizationId: ACME, name: 'App', secretHash: 'hash of app-secret', scopes: ['read'] }
  await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
  await here.saveApp(app)
  const issued = await tokens.issueToApp('app', { secret: 'app-secret', from: '10.0.0.1' })
  const token = typeof issued === 'string' ? assert.fail(issued) : issued.token
  const scopes = async () => [...((await tokens.authenticate(token))?.scopes ?? [])]
  assert.deepEqual(await scopes(), ['read'])
  await here.saveApp({ ...app, scopes: ['write'] })
  assert.deepEqual(await scopes(), ['write'])
})
