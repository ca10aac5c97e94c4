import type { Commit, ConferenceStore } from '../service/conduct/conference-store.ts'

/** `store`, with every transaction told: how many commits shared it, and how long it took. */
export function metered(store: ConferenceStore, told: (size: number, tookMs: number) => void): ConferenceStore {
  return {
    exclusive: store.exclusive,
    loadLog: (id, after) => store.loadLog(id, after),
    findHead: (id) => store.findHead(id),
    findHeadByRoomCode: (roomCode) => store.findHeadByRoomCode(roomCode),
    countRunning: () => store.countRunning(),
    async commit(commits: readonly Commit[]) {
      const startedAt = performance.now()
      const written = await store.commit(commits)
      told(commits.length, performance.now() - startedAt)
      return written
    },
  }
}
