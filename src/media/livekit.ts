import { AccessToken, TokenVerifier, WebhookReceiver } from 'livekit-server-sdk'
import type { EpochMs, ParticipantId } from '../conference/identity.ts'
import type { Clock } from '../service/clock-and-ids.ts'
import type { CommittedChange } from '../service/conduct/committed.ts'
import type { GrantOf, GrantRequest } from '../service/live/media.ts'
import type { EngineHealth } from './engine-health.ts'
import type { RemoteEngine } from './engines.ts'
import { findPermission, NOTHING, type Permission } from './livekit-permission.ts'
import { LiveKitRooms } from './livekit-rooms.ts'
import type { LiveKitApi } from './livekit-api.ts'

/** `pageUrl`: where browsers reach the LiveKit server. */
export type LiveKitSettings = Readonly<{
  pageUrl: () => string
  apiKey: string
  apiSecret: string
  maxAudio: number
}>

/** A token only opens a connection. LiveKit gives newer ones to people who stay connected. */
const TOKEN_LIFE_MS = 10 * 60_000

/**
 * A LiveKit server carries the media. Its rooms are the conferences, and its identities the sessions. What each session may
 * publish follows the roster: it is part of the session's token, and every committed change updates it.
 */
export function liveKitEngine(
  settings: LiveKitSettings,
  { api, health, clock }: Readonly<{ api: LiveKitApi; health: EngineHealth; clock: Clock }>,
): RemoteEngine {
  const limits = { maxVideo: Infinity, maxAudio: settings.maxAudio }
  const webhooks = new WebhookReceiver(settings.apiKey, settings.apiSecret)
  const tokens = new TokenVerifier(settings.apiKey, settings.apiSecret)
  const rooms = new LiveKitRooms(api, { limits, webhooks, tokens })
  return {
    limits,
    rooms,
    health,
    async grant({ conference, participantId }: GrantRequest): Promise<GrantOf<'livekit'>> {
      const { id } = conference.head
      const permission = findPermission(conference.state, participantId, limits) ?? NOTHING
      const expiresAt = (clock.now() + TOKEN_LIFE_MS) as EpochMs
      const token = await signToken(settings, { room: id, participantId, permission })
      rooms.granted({ conferenceId: id, participantId, permission })
      return { engine: 'livekit', url: settings.pageUrl(), token, expiresAt, maxAudio: settings.maxAudio }
    },
    apply: (change: CommittedChange) => rooms.apply(change),
  }
}

function signToken(
  { apiKey, apiSecret }: LiveKitSettings,
  { room, participantId, permission }: Readonly<{ room: string; participantId: ParticipantId; permission: Permission }>,
): Promise<string> {
  const token = new AccessToken(apiKey, apiSecret, { identity: participantId, ttl: TOKEN_LIFE_MS / 1_000 })
  token.addGrant({ roomJoin: true, room, ...permission })
  return token.toJwt()
}
