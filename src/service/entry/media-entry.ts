import type { TryLimiter } from '../account/try-limiter.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { EngineRooms, MediaSession } from '../live/media.ts'

/** Whether somebody with this media token may connect to the engine. */
export type MediaEntry = (token: string) => Promise<boolean>

/**
 * Only open sessions may connect, since a media token stays valid for a while after its session has ended. They may not
 * connect too often: a connection costs the engine far more than its client.
 */
export function mediaEntry({
  rooms,
  conductor,
  limiter,
}: Readonly<{
  rooms: Pick<EngineRooms, 'findSession'>
  conductor: Pick<Conductor, 'findCommitted'>
  limiter: Pick<TryLimiter, 'take'>
}>): MediaEntry {
  const isOpen = async ({ conferenceId, participantId }: MediaSession) => {
    const state = (await conductor.findCommitted(conferenceId))?.state
    const key = state?.sessions.get(participantId)
    const member = key === undefined ? undefined : state?.members.get(key)
    return member?.sessions.some((session) => session.participantId === participantId) === true
  }
  return async (token) => {
    const session = await rooms.findSession(token)
    if (!session || !(await limiter.take(session.participantId))) return false
    return isOpen(session)
  }
}
