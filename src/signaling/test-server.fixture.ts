import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { DEFAULT_TIMEOUTS } from '../conference/due.ts'
import type { CreationDetails, Newcomer } from '../conference/event.ts'
import {
  type BookingId,
  personKey,
  type ConferenceId,
  type EpochMs,
  type OrganizationId,
  type UnionId,
} from '../conference/identity.ts'
import type { Device, Member } from '../conference/member.ts'
import { defaultTerms } from '../conference/terms.ts'
import type { EngineName } from '../conference/terms.ts'
import { allEngines } from '../media/engines.ts'
import { meshEngine, type MeshSettings } from '../media/mesh.ts'
import { withActor, type TestIntent } from '../conference/scenario.fixture.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import { QualityReports } from '../service/quality/quality-reports.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Store } from '../store/store.ts'
import type { QualitySummary } from '../../contract/signaling/media.ts'
import { followersOf } from '../server/followers.ts'
import { openTestServices } from '../server/services.fixture.ts'
import { openSqlite } from '../store/sqlite.ts'
import { isSignalingUpgrade, SignalingServer } from './signaling-server.ts'

const ACME = 'acme' as OrganizationId
export const C1 = '65a1b2c300000000000000c1' as ConferenceId

const DETAILS: CreationDetails = {
  organizationId: ACME,
  title: 'Weekly sync',
  creator: { unionId: 'ann' as UnionId, nick: 'Ann' },
  roomCode: '42731905566',
  linkToken: '1_the-link-secret',
  passcode: '4820517736',
  hostPasscode: '9073315542',
  autoTransferHost: true,
}

const BOOKED = { ...defaultTerms('ann' as UnionId), waitingRoom: true, bookingId: 'b' as BookingId }

/** With `store`, the server stands for another process on the store of an earlier test server, which also closes it. */
export type TestServerOptions = {
  pingIntervalMs?: number
  store?: Store
  now?: number
  media?: Partial<MeshSettings>
  /** The engine of the conference. The server has only the mesh. */
  engine?: EngineName
  /** The conference was booked with a waiting room. */
  waitingRoom?: boolean
  /** Receives every line of the log, at any level. */
  lines?: string[]
}

type TicketOptions = { device?: Device; guest?: boolean; conference?: ConferenceId }

export type TestServer = Awaited<ReturnType<typeof openTestServer>>

/** A server process without its HTTP API: real services on a store, and a clock that stands still until it is moved. */
export async function openTestServer(given: TestServerOptions = {}) {
  const store = given.store ?? (await openSqlite({ path: ':memory:' }))
  let now = given.now ?? 1_800_000_000_000
  const clock: Clock = { now: () => now as EpochMs }
  const errors: unknown[] = []
  const write = (line: string) => {
    given.lines?.push(line)
    const logged = JSON.parse(line) as { level: number }
    if (logged.level >= pino.levels.values['error']!) errors.push(logged)
  }
  const log = pino({ level: given.lines ? 'trace' : 'error' }, { write })
  const services = await openTestServices({
    clock,
    onError: (error) => errors.push(error),
    adapters: {
      store,
      media: allEngines({ mesh: meshEngine({ stunUrls: [], maxVideo: 4, maxAudio: 8, ...given.media }, clock) }),
    },
  })
  const { conductor, presence, admission, ringing, signIn, chat, mediaStates, passes } = services
  const beats = new EventEmitter()
  const beat = presence.beat.bind(presence)
  presence.beat = (conferenceId, participantId) => {
    beat(conferenceId, participantId)
    beats.emit(participantId)
  }
  const goAway = presence.away.bind(presence)
  presence.away = (participantId) => {
    goAway(participantId)
    beats.emit(`${participantId} is away`)
  }
  const server = createServer({ shouldUpgradeCallback: isSignalingUpgrade })
  const { pingIntervalMs } = given
  const measured: (QualitySummary & { participantId: string })[] = []
  const quality = {
    note: (_: ConferenceId, participantId: string, summary: QualitySummary) =>
      void measured.push({ participantId, ...summary }),
  }
  const qualityReports = new QualityReports({ quality, clock })
  const signaling = new SignalingServer({
    ...services,
    server,
    qualityReports,
    leaveWindowMs: DEFAULT_TIMEOUTS.leaveWindowMs,
    log,
    ...(pingIntervalMs !== undefined && { pingIntervalMs }),
  })
  services.feed.start(followersOf({ ...services, qualityReports }, signaling))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  if (!given.store) await fill(store, conductor, given)

  let isStopped = false
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    await signaling[Symbol.asyncDispose]()
    server.close()
    await once(server, 'close')
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    conductor,
    admission,
    presence,
    ringing,
    signIn,
    chat,
    mediaStates,
    media: services.media,
    /** The samples that were passed on for storage, oldest first. */
    measured,
    /** Emits every heartbeat by its `participantId`, and `<participantId> is away`. */
    beats,
    /** Errors that were logged. The server must close with none. */
    errors,
    now: () => now,
    advance: (ms: number) => void (now += ms),
    ask: (ask: TestIntent) => conductor.execute(C1, withActor(ask)),
    async member(name: string): Promise<Member> {
      const member = (await conductor.loadCommitted(C1)).members.get(keyOf(name))
      if (!member) throw new RangeError(`${name} is not on the roster`)
      return member
    },
    /** A ticket for the user `name`, or for a guest of that name. */
    async ticket(name: string, { device = 'Mac', guest = false, conference = C1 }: TicketOptions = {}) {
      const { roomCode, linkToken: token } = DETAILS
      const admitted = guest
        ? await admission.admit({ roomCode, proof: { kind: 'link', token }, nick: name, device, from: '::1' })
        : await admission.issueTicket(await admission.checkMember(conference, person(name)), device)
      return admitted.ticket
    },
    personToken: (name: string) =>
      passes.sign(
        { kind: 'person', organizationId: ACME, userId: name, unionId: name as UnionId, name },
        (now + 60_000) as EpochMs,
      ),
    /** Stops the server and leaves the store open. */
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      if (!given.store) await store[Symbol.asyncDispose]()
      assert.deepEqual(errors, [])
    },
  }
}

/** Ann's conference, in an organization of three people. */
async function fill(
  store: Store,
  conductor: Conductor,
  { waitingRoom = false, engine }: Pick<TestServerOptions, 'waitingRoom' | 'engine'>,
): Promise<void> {
  await store.directory.saveOrganization({ id: ACME, name: 'Acme' })
  for (const name of ['ann', 'bob', 'cat']) {
    await store.directory.saveUser({
      organizationId: ACME,
      userId: name,
      unionId: name as UnionId,
      name,
      admin: false,
    })
  }
  const details = { ...DETAILS, ...(waitingRoom && { booked: BOOKED }), ...(engine && { engine }) }
  await conductor.execute(C1, withActor({ type: 'create', details, invitees: [], inviteCreator: false }))
}

export const keyOf = (name: string) => personKey({ kind: 'user', unionId: name as UnionId })
export const person = (name: string): Newcomer => ({
  person: { kind: 'user', unionId: name as UnionId },
  nick: name,
  outside: false,
})
