import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
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
import { allEngines, type RemoteEngine } from '../media/engines.ts'
import { meshEngine, type MeshSettings } from '../media/mesh.ts'
import { withActor, type TestIntent } from '../conference/scenario.fixture.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import { QualityReports } from '../service/quality/quality-reports.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Store } from '../store/store.ts'
import type { QualitySummary } from '../../contract/signaling/media.ts'
import { followersOf } from '../server/followers.ts'
import { openTestServices } from '../server/services.fixture.ts'
import type { Presence } from '../service/conduct/presence.ts'
import { openNetwork, type Network } from '../server/open-network.ts'
import { openTopology } from './topology.fixture.ts'
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
  /** The engine of the conference. Unless `livekit` is given, the server has only the mesh. */
  engine?: EngineName
  livekit?: RemoteEngine
  /** The conference was booked with a waiting room. */
  waitingRoom?: boolean
  /** Receives every line of the log, at any level. */
  lines?: string[]
}

type TicketOptions = { device?: Device; guest?: boolean; conference?: ConferenceId }

export type TestServer = Awaited<ReturnType<typeof openTestServer>>

/** What the servers of one test share. */
type Shared = {
  now: number
  /** Errors that were logged. */
  readonly errors: unknown[]
  readonly beats: EventEmitter
  readonly measured: (QualitySummary & { participantId: string })[]
}

/**
 * A server process without its HTTP API: real services on a store, and a clock that stands still until it is moved. If the
 * topology of the test has two servers, each connection reaches the other one than the connection before.
 */
export async function openTestServer(given: TestServerOptions = {}) {
  const shared: Shared = { now: given.now ?? 1_800_000_000_000, errors: [], beats: new EventEmitter(), measured: [] }
  const onError = (error: unknown) => shared.errors.push(error)
  const topology = given.store ? undefined : await openTopology(onError)
  const alone = {
    store: given.store as Store,
    network: await openNetwork({}, { ...NO_REDIS, onListenerError: onError }),
  }
  const nodes: Node[] = []
  for (const { store, network } of topology?.nodes ?? [alone]) {
    nodes.push(await openNode({ ...given, store, network }, shared))
  }
  const [first] = nodes as [Node]
  if (!given.store) await fill(first.store, first.services.conductor, given)
  let connections = 0
  const stop = async () => void (await Promise.all(nodes.map((node) => node.stop())))
  const { store, services } = first
  const { conductor, admission, ringing, signIn, chat, mediaStates, media, passes } = services
  return {
    /** Where the next connection goes. */
    get url() {
      return (nodes[connections++ % nodes.length] as Node).url
    },
    store,
    conductor,
    admission,
    presence: {
      beat: (...session: Parameters<Presence['beat']>) =>
        nodes.forEach((node) => node.services.presence.beat(...session)),
      /** All servers store their heartbeats, then each looks for silent sessions. */
      async sweep() {
        if (nodes.length > 1) for (const node of nodes) await node.services.presence.save()
        for (const node of nodes) await node.services.presence.sweep()
      },
    },
    ringing,
    signIn,
    chat,
    mediaStates,
    media,
    /** The samples that were passed on for storage, oldest first. */
    measured: shared.measured,
    /** Emits every heartbeat by its `participantId`, and `<participantId> is away`. */
    beats: shared.beats,
    /** Errors that were logged. The server must close with none. */
    errors: shared.errors,
    now: () => shared.now,
    advance: (ms: number) => void (shared.now += ms),
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
        (shared.now + 60_000) as EpochMs,
      ),
    /** Resolves once every server knows what any of them has done. */
    settled: () => settle(nodes),
    /** Stops the server and leaves the store open. */
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      await topology?.[Symbol.asyncDispose]()
      assert.deepEqual(shared.errors, [])
    },
  }
}

const NO_REDIS = { passSecret: '', onRedisError: () => {} }

type Node = Awaited<ReturnType<typeof openNode>>

async function openNode(
  { store, network, media, livekit, lines, pingIntervalMs }: TestServerOptions & { store: Store; network: Network },
  shared: Shared,
) {
  const clock: Clock = { now: () => shared.now as EpochMs }
  const write = (line: string) => {
    lines?.push(line)
    const logged = JSON.parse(line) as { level: number }
    if (logged.level >= pino.levels.values['error']!) shared.errors.push(logged)
  }
  const log = pino({ level: lines ? 'trace' : 'error' }, { write })
  const { bus, relay } = network
  const services = await openTestServices({
    clock,
    onError: (error) => shared.errors.push(error),
    adapters: {
      store,
      bus,
      relay,
      media: allEngines({
        mesh: meshEngine({ stunUrls: [], maxVideo: 4, maxAudio: 8, ...media }, clock),
        ...(livekit && { livekit }),
      }),
    },
  })
  const { presence } = services
  const beat = presence.beat.bind(presence)
  presence.beat = (conferenceId, participantId) => {
    beat(conferenceId, participantId)
    shared.beats.emit(participantId)
  }
  const goAway = presence.away.bind(presence)
  presence.away = (participantId) => {
    goAway(participantId)
    shared.beats.emit(`${participantId} is away`)
  }
  const server = createServer({ shouldUpgradeCallback: isSignalingUpgrade })
  const quality = {
    note: (_: ConferenceId, participantId: string, summary: QualitySummary) =>
      void shared.measured.push({ participantId, ...summary }),
  }
  const qualityReports = new QualityReports({ quality, clock, relay })
  const signaling = new SignalingServer({
    ...services,
    clock,
    server,
    qualityReports,
    leaveWindowMs: DEFAULT_TIMEOUTS.leaveWindowMs,
    log,
    ...(pingIntervalMs !== undefined && { pingIntervalMs }),
  })
  const arrivals = new EventEmitter()
  const tell = relay.open('test', { receive: ({ mark }: { mark: string }) => void arrivals.emit(mark) })
  services.feed.start(followersOf({ ...services, qualityReports }, signaling))
  await network.connect()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  let isStopped = false
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    services,
    tell,
    arrivals,
    async stop() {
      if (isStopped) return
      isStopped = true
      await signaling[Symbol.asyncDispose]()
      await services.conductor[Symbol.asyncDispose]()
      await services.feed[Symbol.asyncDispose]()
      server.close()
      await once(server, 'close')
    },
  }
}

let marks = 0

async function settle(nodes: readonly Node[]): Promise<void> {
  if (nodes.length < 2) return
  for (const from of nodes) {
    const mark = `mark ${(marks += 1)}`
    const arrived = nodes.filter((to) => to !== from).map((to) => once(to.arrivals, mark))
    from.tell({ mark })
    await Promise.all(arrived)
  }
  const version = (await nodes[0]?.store.conferences.findHead(C1))?.version ?? 0
  const isBehind = ({ services }: Node) => (services.conductor.findFollowed(C1)?.head.version ?? 0) < version
  while (nodes.some(isBehind)) await sleep(1)
  await new Promise(setImmediate)
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
