import { tmpdir } from 'node:os'
import { opaqueTokens } from '../auth/opaque-tokens.ts'
import { hashedPageTickets } from '../auth/page-tickets.ts'
import { jwtPasses } from '../auth/passes.ts'
import { memoryTryLimiter } from '../auth/try-limiter.ts'
import { localRelay } from '../bus/local-relay.ts'
import { LocalBus } from '../bus/local.ts'
import { DEFAULT_TIMEOUTS } from '../conference/due.ts'
import { absentEngines } from '../media/absent-engines.ts'
import { allEngines } from '../media/engines.ts'
import { StreamConnectionPool } from '../dingtalk/stream/stream-connection-pool.ts'
import { meshEngine } from '../media/mesh.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import { ManualClock } from '../service/conduct/recorded-store.fixture.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { Adapters } from './adapters.ts'
import { randomIds } from './clock-and-ids.ts'
import { followersOf } from './followers.ts'
import type { ServiceSettings } from './service-settings.ts'
import { createServices } from './services.ts'

/** Fast, not safe. Most tests are not about hashing. */
const plainSecrets = {
  hash: async (secret: string) => `hash of ${secret}`,
  verify: async (secret: string, hash: string) => hash === `hash of ${secret}`,
}

type Given<C extends Clock> = {
  /** Replaces adapters. A store that is given is not closed with the services. */
  adapters?: Partial<Omit<Adapters, 'clock'>>
  clock?: C
  settings?: Partial<ServiceSettings>
  /** Called with the error of a listener or of a telephone call that fails; throws it by default. */
  onError?: (error: unknown) => void
}

/**
 * All services of a server, over adapters in memory: a SQLite store, a clock that stands still, three failed tries of a
 * password in a minute and `plainSecrets`. Links begin with `https://meet.example/`.
 */
export async function openTestServices<C extends Clock = ManualClock>(given: Given<C> = {}) {
  const clock = (given.clock ?? new ManualClock()) as C
  const onError = given.onError ?? rethrow
  const store = given.adapters?.store ?? (await openSqlite({ path: ':memory:' }))
  const limiterOf = (failures: number) => memoryTryLimiter({ failures, windowMs: 60_000 })
  const adapters: Adapters = {
    ids: randomIds(),
    bus: new LocalBus(onError),
    relay: localRelay(),
    enginePorts: absentEngines(),
    connections: new StreamConnectionPool({ clock }),
    sender: { allows: () => Promise.resolve(true), send: () => Promise.reject(new Error('no endpoints in this test')) },
    media: allEngines({ mesh: meshEngine({ stunUrls: [], maxVideo: 4, maxAudio: 8 }, clock) }),
    secrets: plainSecrets,
    passes: jwtPasses('ab'.repeat(32), clock),
    pageTickets: hashedPageTickets('secret', clock),
    opaqueTokens: opaqueTokens(),
    tryLimiter: limiterOf(3),
    wideTryLimiter: limiterOf(30),
    guestLimiter: limiterOf(1_000),
    startLimiter: limiterOf(20),
    mailLimiter: limiterOf(2),
    mediaLimiter: limiterOf(20),
    ...given.adapters,
    store,
    clock,
  }
  const { leaveWindowMs, ...timeouts } = DEFAULT_TIMEOUTS
  const settings = {
    cacheBytes: 2 ** 26,
    ongoing: 'any',
    presence: { silentAfterMs: 5_000, leaveWindowMs },
    guestsPerConference: 0,
    sessionsPerPerson: 4,
    sandbox: false,
    dataFolder: tmpdir(),
    store: { kind: 'sqlite' },
    ...timeouts,
  } as const
  const services = createServices(adapters, {
    settings: { ...settings, ...given.settings },
    publicUrl: () => new URL('https://meet.example/'),
    onError: () => onError,
  })
  services.feed.start(followersOf(services))
  return {
    ...adapters,
    ...services,
    store,
    clock,
    async [Symbol.asyncDispose]() {
      await services[Symbol.asyncDispose]()
      if (!given.adapters?.store) await store[Symbol.asyncDispose]()
    },
  }
}

function rethrow(error: unknown): never {
  throw error
}
