import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queryObjects } from 'node:v8'
import { GrowingMap } from '../../conference/growing-map.ts'
import type { ConferenceId, OrganizationId, ParticipantId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import { CREATE, join } from './conductor.fixture.ts'

const APP = { kind: 'app', clientId: 'app' } as const
const OWNER = { organizationId: 'acme' as OrganizationId }
const PLACE = { after: 0, limit: 128 }

const idOf = (index: number) => index.toString(16).padStart(24, '0') as ConferenceId
const idsOf = (count: number) => Array.from({ length: count }, (_, index) => idOf(index + 1))

type Services = Awaited<ReturnType<typeof openTestServices>>

/** Two people meet, their roster and their quality are read, and the conference is closed. */
async function hold({ conductor, roster, qualityReports }: Services, id: ConferenceId, { isClosed = true } = {}) {
  await conductor.execute(id, CREATE)
  for (const name of ['ann', 'ben']) {
    await conductor.execute(id, { ...join(name), participantId: `${name} in ${id}` as ParticipantId } as typeof CREATE)
    await roster.listMembers(OWNER, id, PLACE)
  }
  if (isClosed) await conductor.execute(id, { type: 'close', by: APP })
  await roster.listMembers(OWNER, id, PLACE)
  // A page may report after the end.
  const seat = { conferenceId: id, participantId: `ben in ${id}` as ParticipantId, key: 'user:ben' as never }
  qualityReports.note(seat, { roundTripTime: 10 })
}

const IN_MEMORY = ['states', 'versions', 'pending', 'heads', 'pages'] as const

const bytesOf = ({ caches }: Services) => IN_MEMORY.map((name) => caches.bytes(name))
/** How many conferences there are anywhere in the process, counted by their maps. */
const countMaps = () => queryObjects(GrowingMap, { format: 'count' }) as number
const NOTHING = IN_MEMORY.map(() => 0)

test('[OP22] a conference leaves memory within a minute of its end', async () => {
  await using services = await openTestServices()
  const { clock, endedConferences } = services
  const before = countMaps()
  for (const id of idsOf(50)) await hold(services, id)
  assert.ok(countMaps() >= before + 100)
  clock.forward(29_999)
  endedConferences.forgetOld()
  assert.ok(bytesOf(services).every((bytes) => bytes > 0))
  clock.forward(1)
  endedConferences.forgetOld()
  assert.deepEqual(bytesOf(services), NOTHING)
  assert.equal(countMaps(), before)
})

test('[OP22] a conference that goes on stays in memory', async () => {
  await using services = await openTestServices()
  const { clock, conductor, endedConferences } = services
  await hold(services, idOf(1), { isClosed: false })
  await hold(services, idOf(2))
  clock.forward(60_000)
  endedConferences.forgetOld()
  assert.equal(conductor.findFollowed(idOf(2)), undefined)
  assert.equal(conductor.findFollowed(idOf(1))?.members.size, 2)
})

test('[OP22] an ended conference that is read again leaves again; its roster stays', async () => {
  await using services = await openTestServices()
  const { clock, conductor, roster, caches, endedConferences } = services
  await hold(services, idOf(1))
  const forgetAfter = (ms: number) => {
    clock.forward(ms)
    endedConferences.forgetOld()
  }
  forgetAfter(30_000)
  const committed = await conductor.loadCommitted(idOf(1))
  assert.ok(committed.head.endedAt !== undefined && caches.bytes('states') > 0)
  forgetAfter(30_000)
  assert.deepEqual(bytesOf(services), NOTHING)
  const page = await roster.listMembers(OWNER, idOf(1), PLACE)
  forgetAfter(60_000)
  assert.equal(await roster.listMembers(OWNER, idOf(1), PLACE), page)
})

test('[OP22] pages of a roster that has changed since leave at once', async () => {
  await using services = await openTestServices()
  const { conductor, roster, caches } = services
  await hold(services, idOf(1), { isClosed: false })
  await roster.listMembers(OWNER, idOf(1), { after: 1, limit: 1 })
  await conductor.execute(idOf(1), { type: 'lock', by: APP })
  assert.equal(caches.bytes('pages'), 0)
})
