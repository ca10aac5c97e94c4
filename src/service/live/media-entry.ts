import type { Conductor } from '../conduct/conductor.ts'
import type { EngineRooms, MediaSession } from './media.ts'

/** Whether somebody with this media token may connect to the engine. */
export type MediaEntry = (token: string) => Promise<boolean>

/** Only open sessions may connect. A media token stays valid for a while after its session has ended. */
export function mediaEntry({
  rooms,
  conductor,
}: Readonly<{
  rooms: Pick<EngineRooms, 'findSession'>
  conductor: Pick<Conductor, 'findCommitted'>
}>): MediaEntry {
  const isOpen = async ({ conferenceId, participantId }: MediaSession) => {
    const state = (await conductor.findCommitted(conferenceId))?.state
    const key = state?.sessions.get(participantId)
    const member = key === undefined ? undefined : state?.members.get(key)
    return member?.sessions.some((session) => session.participantId === participantId) === true
  }
  return async (token) => {
    const session = await rooms.findSession(token)
    return session !== undefined && (await isOpen(session))
  }
}
