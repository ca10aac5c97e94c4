import { RoomServiceClient, type TrackSource } from 'livekit-server-sdk'
import type { Permission } from './livekit-permission.ts'

/** A person in a room of a LiveKit server. */
export type LiveKitParticipant = Readonly<{
  identity: string
  /** A browser or an app of a person, and not a recorder or another program. */
  isPerson: boolean
  permission: Partial<Permission>
  tracks: readonly Readonly<{ sid: string; source: TrackSource; muted: boolean }>[]
}>

/** What this server asks of a LiveKit server. What does not exist there any more is not an error. */
export interface LiveKitApi {
  listRooms(): Promise<readonly string[]>
  listParticipants(room: string): Promise<readonly LiveKitParticipant[]>
  findParticipant(room: string, identity: string): Promise<LiveKitParticipant | undefined>
  setPermission(room: string, identity: string, permission: Permission): Promise<void>
  muteTrack(room: string, identity: string, sid: string): Promise<void>
  removeParticipant(room: string, identity: string): Promise<void>
  deleteRoom(room: string): Promise<void>
}

/** A LiveKit server that does not answer for this long is treated as stopped. */
const TIMEOUT_S = 5

/** @param onAnswer is called after each request. `hasAnswered`: the server has answered, even if it has refused */
export function liveKitApi(
  { url, apiKey, apiSecret }: Readonly<{ url: URL; apiKey: string; apiSecret: string }>,
  onAnswer: (hasAnswered: boolean) => void,
): LiveKitApi {
  const client = new RoomServiceClient(url.href, apiKey, apiSecret, { requestTimeout: TIMEOUT_S, failover: false })
  const send = async <T>(request: () => Promise<T>, ifMissing: T): Promise<T> => {
    try {
      const answer = await request()
      onAnswer(true)
      return answer
    } catch (error) {
      const status = statusOf(error)
      onAnswer(status !== undefined && status < 500)
      if (status === 404) return ifMissing
      throw error
    }
  }
  return {
    listRooms: () => send(async () => (await client.listRooms()).map(({ name }) => name), []),
    listParticipants: (room) => send(async () => (await client.listParticipants(room)).map(toParticipant), []),
    findParticipant: (room, identity) =>
      send<LiveKitParticipant | undefined>(
        async () => toParticipant(await client.getParticipant(room, identity)),
        undefined,
      ),
    setPermission: (room, identity, permission) =>
      send(async () => void (await client.updateParticipant(room, identity, { permission })), undefined),
    muteTrack: (room, identity, sid) =>
      send(async () => void (await client.mutePublishedTrack(room, identity, sid, true)), undefined),
    removeParticipant: (room, identity) => send(() => client.removeParticipant(room, identity), undefined),
    deleteRoom: (room) => send(() => client.deleteRoom(room), undefined),
  }
}

type Listed = Awaited<ReturnType<RoomServiceClient['listParticipants']>>[number]

/** Its kind is 0 for a person. */
function toParticipant({ identity, kind, permission, tracks }: Listed): LiveKitParticipant {
  const { canSubscribe, canPublish, canPublishSources } = permission ?? {}
  return {
    identity,
    isPerson: Number(kind) === 0 && permission?.recorder !== true,
    permission: { canSubscribe, canPublish, canPublishSources, canPublishData: permission?.canPublishData },
    tracks: tracks.map(({ sid, source, muted }) => ({ sid, source, muted })),
  } as LiveKitParticipant
}

/** The HTTP status of an answer that refuses; `undefined` if there was no answer. */
function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined
}
