import { createHmac } from 'node:crypto'
import type { EpochMs, ParticipantId } from '../conference/identity.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { Media } from '../service/live/media.ts'

export type MeshSettings = Readonly<{
  stunUrls: readonly string[]
  /** `secret` is the one of coturn's `static-auth-secret`. */
  turn?: Readonly<{ urls: readonly string[]; secret: string }>
  maxVideo: number
  maxAudio: number
}>

/** Longer than most meetings; a page that stays longer gets new ones by a resume. */
const CREDENTIAL_LIFE_MS = 12 * 3_600_000

/**
 * Browsers send to each other, and the server only passes on what they agree about. There is nothing here to mute or to
 * turn anybody out of: each listener plays what the roster says may be heard, whatever arrives, and closes its end to
 * whoever is gone from it.
 */
export function meshMedia(settings: MeshSettings, clock: Clock): Media {
  const { stunUrls, turn, maxVideo, maxAudio } = settings
  return {
    maxVideo,
    maxAudio,
    async grant({ participantId }) {
      const expiresAt = (clock.now() + CREDENTIAL_LIFE_MS) as EpochMs
      const stunServers = stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : []
      const turnServers = turn
        ? [{ urls: [...turn.urls], ...turnCredential(turn.secret, participantId, expiresAt) }]
        : []
      const iceServers = [...stunServers, ...turnServers]
      return { engine: 'mesh', iceServers, expiresAt, maxVideo, maxAudio }
    },
    follow() {},
  }
}

/** As coturn's `use-auth-secret` and draft-uberti-behave-turn-rest-00 have it: the name says until when it is good. */
function turnCredential(
  secret: string,
  participantId: ParticipantId,
  expiresAt: EpochMs,
): { username: string; credential: string } {
  const username = `${Math.floor(expiresAt / 1_000)}:${participantId}`
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}
