import { setTimeout as sleep } from 'node:timers/promises'
import type { RingEnded, Ring } from '../../contract/signaling/types.ts'
import { TestMachine } from '../../src/server/machine.fixture.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { openLobby } from '../../src/terminal/session.ts'
import { Page } from '../web/page.ts'
import { Telephones } from '../worlds/telephones.ts'
import { CONFERENCES } from '../worlds/booking-world.ts'
import { ADA, BRAM, CLEO, GUS, SEED, startTester, type Answer } from '../worlds/tester.ts'
import type { Participant } from './participant.ts'
import { watch, type Writes } from './watched-store.ts'

export type AppId = 'dingacmeapp' | 'dingglobexapp'
const [ACME, GLOBEX] = SEED.organizations
const PASSWORD = 'correct horse'

/** The people with an account. */
export const PEOPLE = [
  ...[ADA, BRAM, CLEO].map(({ userId, unionId, name }) => ({ userId, unionId, name, app: 'dingacmeapp' as AppId })),
  ...[GUS].map(({ userId, unionId, name }) => ({ userId, unionId, name, app: 'dingglobexapp' as AppId })),
] as const
export type PersonOfTest = (typeof PEOPLE)[number]

const everybodySignsIn = {
  ...SEED,
  organizations: [ACME, GLOBEX].map((one) => ({
    ...one,
    users: one.users.map((user) => ({ ...user, password: PASSWORD })),
  })),
}

export const SILENT_AFTER_MS = 3_000
const ENV = {
  ROLLCALL_SILENT_AFTER_MS: String(SILENT_AFTER_MS),
  ROLLCALL_LEAVE_WINDOW_MS: '6000',
  ROLLCALL_SESSIONS_PER_PERSON: '3',
  ROLLCALL_GUESTS_PER_MINUTE: '0',
}
/** The timers run every 250 ms of real time. */
const TIMERS_MS = 300
/** A token is valid for two hours. */
const TOKEN_MS = 3_600_000

/** A conference of a history. */
export type Held = {
  readonly id: string
  readonly app: AppId
  /** Its host at the start. */
  readonly creator: string
  readonly roomCode: string
  readonly link: string
  readonly sessions: Participant[]
  /** The proofs of its guests, by name. */
  readonly guests: Map<string, string>
}
export type Booked = { readonly id: string; readonly roomCode: string; readonly url: string }

/** A server whose time passes only when a test says so, and the people who use it. */
export type HistoryWorld = AsyncDisposable & {
  readonly url: string
  readonly writes: Writes
  readonly telephones: Telephones
  /** The conferences of the current history. */
  readonly held: Held[]
  readonly booked: Booked[]
  /** Server time, in epoch milliseconds. */
  now(): number
  call(method: string, path: string, options?: { body?: unknown; as?: AppId }): Promise<Answer>
  /** The pages of a person who has signed in. */
  pageOf(unionId: string): Page
  /** The ids of the conferences that call a person now. */
  ringsOf(unionId: string): ReadonlySet<string>
  answerRing(unionId: string, answer: { conferenceId: string; accepts: boolean }): Promise<string | undefined>
  /** A millisecond passes, so that two sessions never begin at the same moment. */
  tick(): void
  /** Lets time pass. Connected sessions send heartbeats. */
  pass(ms: number): Promise<void>
  /** Waits until the timers have run. */
  settle(): Promise<void>
  /** Waits until running durations count further. The server advances them every two seconds of real time. */
  prove(): Promise<void>
  /** Ends every conference and begins another history. */
  beginAgain(): Promise<void>
}

export async function openHistoryWorld(): Promise<HistoryWorld> {
  const machine = new TestMachine()
  const telephones = new Telephones()
  const { store, writes } = watch(await openSqlite({ path: ':memory:' }))
  await using opened = new AsyncDisposableStack()
  const tester = opened.use(
    await startTester({ store, time: machine, telephony: telephones, seed: everybodySignsIn, env: ENV }),
  )
  const { url } = tester
  const pages = new Map<string, Page>()
  const rings = new Map<string, Set<string>>()
  const lobbies = new Map<string, ReturnType<typeof openLobby>>()
  const signIn = async ({ userId, unionId, app }: PersonOfTest) => {
    const page = new Page(url)
    const corpId = app === 'dingacmeapp' ? ACME.corpId : GLOBEX.corpId
    const me = await page.signIn({ corpId, userId, password: PASSWORD })
    pages.set(unionId, page)
    const ringing = new Set<string>()
    rings.set(unionId, ringing)
    const ready = Promise.withResolvers<void>()
    const listener = {
      opened: () => ready.resolve(),
      rang: ({ conferenceId }: Ring) => void ringing.add(conferenceId),
      ended: ({ conferenceId }: RingEnded) => void ringing.delete(conferenceId),
      signedOut: () => ready.reject(new Error('signed out')),
      outdated: () => ready.reject(new Error('outdated')),
    }
    lobbies.set(unionId, opened.use(openLobby(new URL(url), { signIn: async () => me.personToken ?? '', listener })))
    await ready.promise
  }
  await Promise.all(PEOPLE.map(signIn))

  const tokens = new Map<AppId, { token: string; since: number }>()
  const tokenOf = async (app: AppId): Promise<string> => {
    const known = tokens.get(app)
    if (known && machine.wallMs() - known.since < TOKEN_MS) return known.token
    const token = await tester.token(app)
    tokens.set(app, { token, since: machine.wallMs() })
    return token
  }
  const held: Held[] = []
  const booked: Booked[] = []
  const settle = () => sleep(TIMERS_MS)
  const running = opened.move()
  const world: HistoryWorld = {
    url,
    writes,
    telephones,
    held,
    booked,
    settle,
    now: () => machine.wallMs(),
    call: async (method, path, { body, as = 'dingacmeapp' } = {}) =>
      tester.call(method, path, { token: await tokenOf(as), ...(body !== undefined && { body }) }),
    pageOf: (unionId) => pages.get(unionId) as Page,
    ringsOf: (unionId) => rings.get(unionId) ?? new Set(),
    async answerRing(unionId, { conferenceId, accepts }) {
      const answer = { conferenceId, answer: accepts ? 'accept' : 'decline', device: 'iOS' } as const
      const done = await lobbies.get(unionId)?.answer(answer)
      return done?.ok ? done.ticket : undefined
    },
    async prove() {
      const { proofs } = writes
      while (writes.proofs === proofs) await settle()
    },
    tick: () => machine.pass(1),
    async pass(ms) {
      machine.pass(ms)
      await Promise.all(held.flatMap(({ sessions }) => sessions.map((session) => session.beat())))
    },
    async beginAgain() {
      for (const { id, app, creator } of held) {
        const { body } = await world.call('GET', `${CONFERENCES}/${id}/members`, { as: app })
        const host = (body['memberModels'] as { host: boolean; unionId?: string }[]).find((row) => row.host)
        await world.call('DELETE', `${CONFERENCES}/${id}?unionId=${host?.unionId ?? creator}`, { as: app })
      }
      machine.pass(1_000)
      held.length = 0
      booked.length = 0
    },
    async [Symbol.asyncDispose]() {
      for (const session of held.flatMap(({ sessions }) => sessions)) await session.vanish()
      await running.disposeAsync()
    },
  }
  return world
}
