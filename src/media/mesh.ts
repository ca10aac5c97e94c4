import { createHmac } from 'node:crypto'
import type { EpochMs, ParticipantId } from '../conference/identity.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { GrantOf, GrantRequest } from '../service/live/media.ts'
import type { Engine } from './engines.ts'

/** `maxVideo`: how many cameras may be on. `maxAudio`: how many sessions may send and receive media. */
export type MeshSettings = Readonly<{
  stunUrls: readonly string[]
  /** `secret`: coturn's `static-auth-secret`. */
  turn?: Readonly<{ urls: readonly string[]; secret: string }>
  maxVideo: number
  maxAudio: number
}>

type MeshEngine = Omit<Engine, 'grant'> & {
  grant(session: Pick<GrantRequest, 'participantId'>): Promise<GrantOf<'mesh'>>
}

/** Longer than most meetings. A page that stays longer resumes its session and gets new credentials. */
const CREDENTIAL_LIFE_MS = 12 * 3_600_000

/**
 * Pages send audio and video directly to each other; the server only passes on their signals. No engine mutes or removes
 * anyone: each page plays only what the roster allows, and closes its connections to sessions that have left the roster.
 */
export function meshEngine(settings: MeshSettings, clock: Clock): MeshEngine {
  const { stunUrls, turn, maxVideo, maxAudio } = settings
  return {
    limits: { maxVideo, maxAudio },
    async grant({ participantId }) {
      const expiresAt = (clock.now() + CREDENTIAL_LIFE_MS) as EpochMs
      const stunServers = stunUrls.length > 0 ? [{ urls: [...stunUrls] }] : []
      const turnServers = turn
        ? [{ urls: [...turn.urls], ...turnCredential(turn.secret, participantId, expiresAt) }]
        : []
      const iceServers = [...stunServers, ...turnServers]
      return { engine: 'mesh', iceServers, expiresAt, maxVideo, maxAudio }
    },
    async apply() {},
  }
}

/** As coturn's `use-auth-secret` and draft-uberti-behave-turn-rest-00 have it: the user name contains its expiry time. */
function turnCredential(
  secret: string,
  participantId: ParticipantId,
  expiresAt: EpochMs,
): { username: string; credential: string } {
  const username = `${Math.floor(expiresAt / 1_000)}:${participantId}`
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}
