import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { LocalBus } from '../../src/bus/local.ts'
import { DEFAULT_TIMEOUTS } from '../../src/conference/due.ts'
import type { ConferenceId, OrganizationId, ParticipantId, UnionId } from '../../src/conference/identity.ts'
import { systemClock } from '../../src/server/clock-and-ids.ts'
import { CacheBudget } from '../../src/service/cache-budget.ts'
import { Conductor } from '../../src/service/conduct/conductor.ts'
import { Feed } from '../../src/service/conduct/feed.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { ADA, SEED } from './tester.ts'

const [ORGANIZATION] = SEED.organizations
const ROOM_CODE = '42731905566'
const LINK_TOKEN = '1_0123456789abcdef0123456789abcdef'
/** Commits that wait at the same moment; they share transactions. */
const IN_FLIGHT = 1_000

const hex = (bytes: number) => randomBytes(bytes).toString('hex')

/**
 * Writes a conference of Ada's into the data folder, as the server would, without its network: `count` people with an
 * account have been in it, and are gone. Gives its id and what a guest shows to join.
 */
export async function fillLargeRoster(
  dataFolder: string,
  count: number,
): Promise<Readonly<{ conferenceId: ConferenceId; roomCode: string; token: string }>> {
  await using store = await openSqlite({ path: join(dataFolder, 'rollcall.sqlite') })
  const onError = (error: unknown) => {
    throw error
  }
  const caches = new CacheBudget(2 ** 30)
  const feed = new Feed({ store: store.conferences, bus: new LocalBus(onError), caches, onError })
  const clock = systemClock()
  const conductor = new Conductor({ store: store.conferences, feed, caches, clock, timeouts: DEFAULT_TIMEOUTS })
  const organizationId = ORGANIZATION.corpId as OrganizationId
  await store.directory.saveOrganization({ id: organizationId, name: ORGANIZATION.name })
  const conferenceId = hex(12) as ConferenceId
  await conductor.execute(conferenceId, {
    type: 'create',
    by: { kind: 'app', clientId: 'fill' },
    invitees: [],
    inviteCreator: false,
    details: {
      organizationId,
      title: 'Town hall',
      creator: { unionId: ADA.unionId as UnionId, nick: ADA.name },
      roomCode: ROOM_CODE,
      linkToken: LINK_TOKEN,
      passcode: '4820517736',
      hostPasscode: '9073315542',
      autoTransferHost: true,
    },
  })
  for (let first = 1; first <= count; first += IN_FLIGHT) {
    const numbers = Array.from({ length: Math.min(IN_FLIGHT, count - first + 1) }, (_, index) => first + index)
    await Promise.all(numbers.map((number) => joinAndLeave(conductor, conferenceId, number)))
  }
  return { conferenceId, roomCode: ROOM_CODE, token: LINK_TOKEN }
}

async function joinAndLeave(conductor: Conductor, id: ConferenceId, number: number): Promise<void> {
  const unionId = `${hex(8)}iEiE` as UnionId
  const participantId = hex(12) as ParticipantId
  const by = { kind: 'person', unionId } as const
  const joined = conductor.execute(id, {
    type: 'join',
    by,
    person: { kind: 'user', unionId },
    nick: `Person ${number}`,
    outside: false,
    device: 'Win',
    participantId,
  })
  // Decided on the pending join, so both are in one transaction.
  await Promise.all([joined, conductor.execute(id, { type: 'leave', by, participantId })])
}
