import { personKey, type ConferenceId, type PersonKey } from '../../src/conference/identity.ts'
import type { Commit } from '../../src/service/conduct/conference-store.ts'
import type { Store } from '../../src/store/store.ts'

/** What has been written to a store so far. */
export type Writes = {
  /** Changes whenever an answer may change: with each write, and with each advance of the running durations. */
  count: number
  /** Those that no request caused: by timers, and the report that a device rings. */
  byItself: number
  /** How often the moment that running durations count up to has been advanced. */
  proofs: number
  /** The people that each conference has called, however often. */
  called: Map<ConferenceId, Set<PersonKey>>
}

/** The store, and a count of what is written to it. */
export function watch(store: Store): { store: Store; writes: Writes } {
  const { conferences, quality, sessions } = store
  const writes: Writes = { count: 0, byItself: 0, proofs: 0, called: new Map() }
  const noteCalls = ({ conferenceId, events }: Commit) => {
    const called = writes.called.get(conferenceId) ?? new Set()
    for (const { event } of events) if (event.type === 'member-invited') called.add(personKey(event.person))
    writes.called.set(conferenceId, called)
  }
  const writing = async <T>(write: () => Promise<T>): Promise<T> => {
    writes.count += 1
    try {
      return await write()
    } finally {
      writes.count += 1
    }
  }
  const byTimer = <T>(write: () => Promise<T>): Promise<T> => {
    writes.byItself += 1
    return writing(write)
  }
  const findEarliest: typeof sessions.findEarliestHeartbeat = () => {
    writes.proofs += 1
    return sessions.findEarliestHeartbeat()
  }
  const watched: Pick<Store, 'conferences' | 'quality' | 'sessions'> = {
    conferences: {
      cacheTrust: conferences.cacheTrust,
      readLog: (id, after) => conferences.readLog(id, after),
      findHead: (id) => conferences.findHead(id),
      findVersion: (id) => conferences.findVersion(id),
      findHeadByRoomCode: (roomCode) => conferences.findHeadByRoomCode(roomCode),
      countRunning: () => conferences.countRunning(),
      listRunning: () => conferences.listRunning(),
      commit(commits) {
        writes.byItself += commits.filter(isByItself).length
        return writing(async () => {
          const committed = await conferences.commit(commits)
          for (const [index, commit] of commits.entries()) if (committed[index]) noteCalls(commit)
          return committed
        })
      },
    },
    quality: replaceIn(quality, { save: (samples) => byTimer(() => quality.save(samples)) }),
    // Running durations count up to what it gives.
    sessions: replaceIn(sessions, { findEarliestHeartbeat: () => byTimer(findEarliest) }),
  }
  return { store: { ...store, ...watched }, writes }
}

function isByItself({ events }: Commit): boolean {
  return events.every(({ event: { type, by } }) => by?.kind === 'system' || type === 'ring-reached')
}

function replaceIn<Part extends object>(part: Part, methods: Partial<Part>): Part {
  return new Proxy(part, {
    get(target, name) {
      if (name in methods) return Reflect.get(methods, name)
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
