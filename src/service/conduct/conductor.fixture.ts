import { LocalBus } from '../../bus/local.ts'
import type { Intent } from '../../conference/command.ts'
import { DEFAULT_TIMEOUTS } from '../../conference/due.ts'
import type { ConferenceId, OrganizationId, ParticipantId, UnionId } from '../../conference/identity.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from './committed.ts'
import { Conductor } from './conductor.ts'
import type { ConferenceStore } from './conference-store.ts'
import { Feed, type Follower } from './feed.ts'
import { ManualClock } from './recorded-store.fixture.ts'
import { CacheBudget } from '../cache-budget.ts'

export const ID = '6a10c4f2b7e39014d58a0c71' as ConferenceId

export const CREATE: Intent = {
  type: 'create',
  by: { kind: 'app', clientId: 'app' },
  invitees: [],
  inviteCreator: false,
  details: {
    organizationId: 'acme' as OrganizationId,
    title: 'Weekly sync',
    creator: { unionId: 'ann' as UnionId, nick: 'Ann' },
    roomCode: '1',
    linkToken: 't',
    passcode: 'p',
    hostPasscode: 'h',
    autoTransferHost: true,
  },
}

export const join = (name: string): Intent => ({
  type: 'join',
  by: { kind: 'person', unionId: name as UnionId },
  person: { kind: 'user', unionId: name as UnionId },
  nick: name,
  outside: false,
  device: 'Win',
  participantId: `${name}-1` as ParticipantId,
})

type Options = { soleWriter?: boolean; clock?: Clock }

/** The part of one process that writes to `store` and follows it. `changes` are those of the first follower. */
export function openConductor(store: ConferenceStore, { soleWriter = true, clock = new ManualClock() }: Options = {}) {
  const errors: unknown[] = []
  const changes: CommittedChange[] = []
  const onError = (error: unknown) => void errors.push(error)
  const bus = new LocalBus(onError)
  /** For each reading of the log, the version after which it began. */
  const reads: number[] = []
  const log = {
    readLog: (id: ConferenceId, after = 0, limit?: number) => {
      reads.push(after)
      return store.readLog(id, after, limit)
    },
  }
  const caches = new CacheBudget(2 ** 26)
  const feed = new Feed({ store: log, bus, caches, onError })
  const recording: Follower = { follow: (change) => void changes.push(change) }
  feed.start([recording])
  const shared = soleWriter ? store : sharedWithOthers(store)
  const conductor = new Conductor({ store: shared, feed, caches, clock, timeouts: DEFAULT_TIMEOUTS })
  return { bus, feed, conductor, recording, changes, errors, reads }
}

/** `store`, as one that other processes write to as well. */
function sharedWithOthers(store: ConferenceStore): ConferenceStore {
  return {
    cacheTrust: 'when-read',
    readLog: (...part) => store.readLog(...part),
    commit: (commits) => store.commit(commits),
    findHead: (id) => store.findHead(id),
    findVersion: (id) => store.findVersion(id),
    findHeadByRoomCode: (roomCode) => store.findHeadByRoomCode(roomCode),
    countRunning: () => store.countRunning(),
    listRunning: () => store.listRunning(),
  }
}

/** One of several processes on `store`. */
export function processOn(store: ConferenceStore, options: { soleWriter?: boolean } = {}) {
  const opened = openConductor(store, { soleWriter: false, ...options })
  const seqs = () => opened.changes.flatMap(({ events }) => events.map(({ seq }) => seq))
  const wake = (version: number) => opened.bus.publish({ conferenceId: ID, version })
  return { ...opened, seqs, wake }
}
