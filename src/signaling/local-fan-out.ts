import type { Change } from '../../contract/signaling/types.ts'
import type { ConferenceId } from '../conference/identity.ts'
import { conferenceRoom, type ConferenceNamespace } from './conference-socket.ts'

/**
 * Sends committed changes to the sockets of this process; every process reads the log itself. Data outside the log goes
 * through `ClusterFanOut`.
 */
export class LocalFanOut {
  readonly #sockets: ConferenceNamespace

  constructor(sockets: ConferenceNamespace) {
    this.#sockets = sockets
  }

  /** `change` is called only if a session of the conference is connected here. */
  change(id: ConferenceId, change: () => Change): void {
    const room = conferenceRoom(id)
    if (!this.#sockets.adapter.rooms.has(room)) return
    this.#sockets.local.to(room).emit('change', change()) // encoded once for all sockets
  }
}
