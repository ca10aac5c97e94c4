import type { Commit, ConferenceStore } from '../service/conduct/conference-store.ts'
import type { Metrics } from './metrics.ts'

/** `store`, which also reports each transaction: how many commits shared it and how long it took. */
export function metered(store: ConferenceStore, metrics: Pick<Metrics, 'batch'>): ConferenceStore {
  return {
    cacheTrust: store.cacheTrust,
    readLog: (id, after) => store.readLog(id, after),
    findHead: (id) => store.findHead(id),
    findHeadByRoomCode: (roomCode) => store.findHeadByRoomCode(roomCode),
    countRunning: () => store.countRunning(),
    async commit(commits: readonly Commit[]) {
      const startedAt = performance.now()
      const written = await store.commit(commits)
      metrics.batch({ size: commits.length, tookMs: performance.now() - startedAt })
      return written
    },
  }
}
