import type { Change } from '../../contract/signaling/types.ts'
import type { ConferenceId } from '../conference/identity.ts'
import type { Chatted } from '../service/live/chat.ts'
import type { ChangedCameras, ChangedMediaState } from '../service/live/media-states.ts'
import type { QualityReport } from '../service/quality/quality-reports.ts'
import { audienceRoom, conferenceRoom, type ConferenceNamespace } from './conference-socket.ts'
import { AUDIENCES, type Audience } from './views.ts'

/** Sends what concerns everyone in a meeting to the sockets of this process. Every process does this for its own. */
export class LocalFanOut {
  readonly #sockets: ConferenceNamespace

  constructor(sockets: ConferenceNamespace) {
    this.#sockets = sockets
  }

  /** The media engine of a conference stopped, or is back, as far as this process knows. */
  media(id: ConferenceId, state: 'down' | 'up'): void {
    this.#sockets.local.to(conferenceRoom(id)).emit('media', state)
  }

  /** Sends a committed change. `change` is called for the audiences that are connected here. */
  change(id: ConferenceId, change: (audience: Audience) => Change): void {
    for (const audience of AUDIENCES) {
      const room = audienceRoom(id, audience)
      if (!this.#sockets.adapter.rooms.has(room)) continue
      this.#sockets.to(room).emit('change', change(audience)) // encoded once for all sockets
    }
  }

  chatted({ conferenceId, ...chatted }: Chatted): void {
    const everyone = this.#toConference(conferenceId)
    if (chatted.kind === 'said') everyone.emit('said', chatted.said)
    else everyone.emit('reacted', chatted.reacted)
  }

  mediaState({ conferenceId, participantId, state, turnedOff }: ChangedMediaState): void {
    const staged = { participantId, stage: state, ...(turnedOff && { turnedOff }) }
    this.#toConference(conferenceId).emit('stage', staged)
  }

  cameras({ conferenceId, full }: ChangedCameras): void {
    this.#toConference(conferenceId).emit('cameras', { full })
  }

  quality({ conferenceId, grades }: QualityReport): void {
    this.#toConference(conferenceId).emit('quality', grades)
  }

  #toConference(id: ConferenceId) {
    return this.#sockets.to(conferenceRoom(id))
  }
}
