import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { fastify, type FastifyReply, type FastifyRequest } from 'fastify'
import type { ConferenceId, OrganizationId, ParticipantId, UnionId } from '../conference/identity.ts'
import { ClientSecrets } from '../auth/client-secrets.ts'
import { Authorizer } from '../dingtalk/gateway/authorize.ts'
import { Throttle } from '../dingtalk/gateway/throttle.ts'
import { queryConferenceMembers } from '../dingtalk/hot-reads/query-conference-members.ts'
import { queryUserOngoingConference } from '../dingtalk/hot-reads/query-user-ongoing-conference.ts'
import type { RenderedPage } from '../dingtalk/hot-reads/rendered-page.ts'
import { RepeatedReads, type HotRead } from '../dingtalk/hot-reads/repeated-reads.ts'
import { Directory } from '../service/account/directory.ts'
import type { TryLimiter } from '../service/account/try-limiter.ts'
import { CacheBudget } from '../service/cache-budget.ts'
import { Heads } from '../service/conduct/heads.ts'
import { CREATE, join } from '../service/conduct/conductor.fixture.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { openTestServices } from './services.fixture.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const ACME = 'acme' as OrganizationId
const CALLER = { clientId: 'app', kind: 'app', organizationId: ACME, scopes: new Set<string>() } as const
const LIMIT_BYTES = 2 ** 28

type Services = Awaited<ReturnType<typeof openTestServices>>
type CacheName = NonNullable<Parameters<Services['caches']['bytes']>[0]>

/** Allows everything. */
const FREE: TryLimiter = { take: async () => true, refund: async () => {} }

/** A copy whose texts are its own, as those of a row that was read. */
const ownTexts = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T
const userOf = (unionId: UnionId) => ({ organizationId: ACME, userId: unionId, unionId, name: 'Ann', admin: false })
const hex = (bytes: number) => randomBytes(bytes).toString('hex')
const openServices = (store: Store) => openTestServices({ adapters: { store }, settings: { cacheBytes: LIMIT_BYTES } })

async function usedBytes(): Promise<number> {
  // What is freed in the background is gone after a while.
  for (let round = 0; round < 3; round += 1) {
    collectGarbage()
    await setTimeout(20)
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/**
 * Checks that the caches of these names count what the process takes while `fill` fills them with `items`. The first of
 * them do not count, since the code that runs for the first time takes memory as well.
 */
async function check<Item>(
  caches: Services['caches'],
  names: readonly CacheName[],
  items: readonly Item[],
  fill: (item: Item) => unknown,
): Promise<void> {
  const counted = () => names.reduce((sum, name) => sum + caches.bytes(name), 0)
  const warmUp = Math.ceil(items.length / 10)
  for (const item of items.slice(0, warmUp)) await fill(item)
  const before = { counted: counted(), used: await usedBytes() }
  for (const item of items.slice(warmUp)) await fill(item)
  const [used, count] = [(await usedBytes()) - before.used, counted() - before.counted]
  assert.ok(used > 500_000, `${names} took only ${used} bytes, too few to measure`)
  const ratio = count / used
  assert.ok(ratio > 0.75 && ratio < 1.33, `${names} count ${count} bytes and take ${used}`)
}

const idsOf = (count: number) => Array.from({ length: count }, () => hex(12) as ConferenceId)

/** A conference of this many people who are all inside, and in no other. */
async function meet({ conductor }: Services, id: ConferenceId, people: number): Promise<void> {
  await conductor.execute(id, CREATE)
  const joins = Array.from({ length: people }, (_, place) => {
    const intent = { ...join(unionIdOf(id, place)), nick: `Person ${place}`, participantId: hex(12) as ParticipantId }
    return conductor.execute(id, intent as typeof CREATE)
  })
  await Promise.all(joins)
}

const unionIdOf = (id: ConferenceId, place: number) => `${id.slice(3)}${place}iEiE` as UnionId

/** The two hot reads, which render what they find. */
async function openReads({ roster, clock }: Services) {
  const app = fastify()
  const answer = async <Wanted>(_: FastifyRequest, reply: FastifyReply, read: HotRead<Wanted>, wanted: Wanted) => {
    const page = await read(CALLER, wanted)
    page.at(clock.now())
    return reply.send('')
  }
  const deps = { roster, clock, repeats: { answer } as unknown as RepeatedReads }
  queryConferenceMembers(app, deps)
  queryUserOngoingConference(app, deps)
  await app.ready()
  return app
}

for (const people of [1, 12, 128]) {
  test(`[OP21] caches count what they take: conferences of ${people}`, async () => {
    await using store = await openSqlite({ path: ':memory:' })
    await using writing = await openServices(store)
    const ids = idsOf(Math.ceil(2_500 / (people + 4)))
    await check(writing.caches, ['states', 'versions', 'pending', 'heads'], ids, (id) => meet(writing, id, people))

    await using reading = await openServices(store)
    const { caches, conductor, directory } = reading
    await check(caches, ['states', 'versions', 'heads'], ids, (id) => conductor.findCommitted(id))
    await using reads = await openReads(reading)
    await check(caches, ['pages'], ids, (id) => reads.inject(`/v1.0/conference/videoConferences/${id}/members`))

    const all = ids.flatMap((id) => Array.from({ length: people }, (_, place) => unionIdOf(id, place)))
    const unionIds = all.slice(0, 1_000)
    await directory.saveOrganization({ id: ACME, name: 'Acme' })
    for (const unionId of unionIds) await directory.saveUser(userOf(unionId))
    for (const unionId of unionIds) await directory.findUserByUnionId(ACME, unionId)
    await check(caches, ['ongoing'], unionIds, (unionId) =>
      reads.inject(`/v1.0/conference/users/lists?unionId=${unionId}`),
    )
  })
}

test('[OP21] caches count what they take: heads and people', async () => {
  const caches = new CacheBudget(LIMIT_BYTES)
  const texts = {
    title: 'Weekly sync',
    creatorUnionId: 'ann',
    creatorNick: 'Ann',
    host: 'user:ann',
    roomCode: '1234567890',
  }
  const secrets = { linkToken: `1_${hex(16)}`, passcode: '1234567890', hostPasscode: '1234567890' }
  const counts = { version: 1, invitedCount: 0, activeCount: 0, attendedCount: 0, startedAt: 1_780_000_000_000 }
  const rest = {
    organizationId: ACME,
    ...texts,
    ...secrets,
    ...counts,
    locked: false,
    sharing: 'all',
    audioPolicy: 'free',
  }
  const conferences = {
    cacheTrust: 'until-own-write',
    findHead: async (id: string) => ownTexts({ id, ...rest }),
  } as const
  const heads = new Heads(conferences as never, caches)
  await check(caches, ['heads'], idsOf(5_000), (id) => heads.load(id))

  const people = {
    cacheTrust: 'until-own-write',
    findUserByUnionId: async (_: string, id: UnionId) => ownTexts(userOf(id)),
  }
  const directory = new Directory(people as never, caches)
  await check(caches, ['users'], idsOf(5_000), (id) => directory.findUserByUnionId(ACME, id as string as UnionId))
})

test('[OP21] caches count what they take: apps, their tokens and their requests', async () => {
  await using store = await openSqlite({ path: ':memory:' })
  await using services = await openServices(store)
  const { directory, accessTokens, secrets, caches, clock } = services
  await directory.saveOrganization({ id: ACME, name: 'Acme' })
  const scopes = ['VideoConference.Conference.Read', 'VideoConference.Conference.Write'] as const
  const apps = Array.from({ length: 2_500 }, () => ({ clientId: `ding${hex(8)}`, secret: hex(32) }))
  for (const { clientId, secret } of apps)
    await directory.saveApp({
      clientId,
      organizationId: ACME,
      name: 'App',
      secretHash: await secrets.hash(secret),
      scopes,
    })
  const tokens: string[] = []
  const clientSecrets = new ClientSecrets({ secrets, limiter: FREE, wideLimiter: FREE, caches })
  await check(caches, ['secrets'], apps, async ({ clientId, secret }) => {
    const hash = `hash of ${secret}`
    assert.equal(await clientSecrets.check(hash, { clientId, secret, from: '192.0.2.1' }), 'right')
  })
  for (const { clientId, secret } of apps) {
    const issued = await accessTokens.issueToApp(clientId, { secret, from: '192.0.2.1' })
    if (typeof issued === 'object') tokens.push(issued.token)
  }
  await check(caches, ['tokens'], tokens, (token) => accessTokens.authenticate(token))

  const authorizer = new Authorizer({
    userTokens: { authenticate: async () => 'unknown' },
    ssoTokens: { authenticate: async () => undefined },
    tokens: accessTokens,
    throttle: new Throttle(),
  })
  const repeats = new RepeatedReads({ authorizer, caches, clock })
  const page = { at: () => ({ bytes: Buffer.alloc(0), readers: 0 }) } as unknown as RenderedPage
  const reply = { header: () => ({ send: () => undefined }) } as unknown as FastifyReply
  const config = { operation: 'QueryConferenceMembers', scope: 'VideoConference.Conference.Read' }
  await check(caches, ['requests'], idsOf(5_000), (id) => {
    const url = Buffer.from(`/v1.0/conference/videoConferences/${id}/members?maxResults=100`).toString()
    const request = { url, routeOptions: { config }, caller: CALLER } as unknown as FastifyRequest
    return repeats.answer(request, reply, () => page, { id, place: { after: 0, limit: 100 } })
  })
})

test('[OP21] caches count what they take: messages of the chat', async () => {
  await using store = await openSqlite({ path: ':memory:' })
  await using services = await openServices(store)
  const { caches, chat, clock, conductor } = services
  const ids = idsOf(20)
  for (const id of ids) await meet(services, id, 1)
  await check(caches, ['chats'], ids, async (id) => {
    const { members } = await conductor.loadCommitted(id)
    const [member] = members.values()
    const seat = { conferenceId: id, participantId: member!.sessions[0]!.participantId, key: member!.key }
    for (let message = 0; message < 200; message += 1) {
      clock.forward(1_000)
      await chat.say(seat, `Shall we begin? ${hex(60)}`)
    }
  })
})
