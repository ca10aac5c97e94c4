import type { Change } from '../../contract/signaling/types.ts'
import type { ConferenceId } from '../conference/identity.ts'
import { audienceRoom, type ConferenceNamespace } from './conference-socket.ts'
import { AUDIENCES, type Audience } from './views.ts'

/**
 * Sends committed changes to the sockets of this process; every process reads the log itself. Data outside the log goes
 * through `ClusterFanOut`.
 */
export class LocalFanOut {
  readonly #sockets: ConferenceNamespace

  constructor(sockets: ConferenceNamespace) {
    this.#sockets = sockets
  }

  /** `change` is called for the audiences that are connected here. */
  change(id: ConferenceId, change: (audience: Audience) => Change): void {
    for (const audience of AUDIENCES) {
      const room = audienceRoom(id, audience)
      if (!this.#sockets.adapter.rooms.has(room)) continue
      this.#sockets.local.to(room).emit('change', change(audience)) // encoded once for all sockets
    }
  }
}
