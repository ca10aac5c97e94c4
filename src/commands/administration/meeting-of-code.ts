import { markUnshowable } from '../../../contract/text/shown.ts'
import type { FoundMeeting, FoundMeetings } from '../../../contract/web/console-meetings-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import { ProgramError } from '../../terminal/program-io.ts'
import type { AdminClient } from './admin-client.ts'
import { toLocalTime } from './output.ts'

const ROOM_CODE = /^\d{11}$/
/** How many meetings with the same code are named. */
const MOST = '10'

/** The id of the meeting that `text` names by its id or its room code. @throws ProgramError if several meetings, or none, have the code */
export async function loadConferenceId(client: AdminClient, text: string): Promise<string> {
  const roomCode = text.replaceAll(' ', '')
  if (!ROOM_CODE.test(roomCode)) return text
  const meetings: FoundMeeting[] = []
  const { organizations } = await client.call<{ organizations: { corpId: string }[] }>('GET', WEB.organizations)
  for (const { corpId } of organizations) {
    const query = { corpId, roomCode, limit: MOST }
    meetings.push(...(await client.call<FoundMeetings>('GET', WEB.consoleMeetings, query)).meetings)
  }
  const [first, ...others] = meetings
  if (!first) throw new ProgramError('No meeting has this room code (conference-not-found).')
  if (others.length === 0) return first.conferenceId
  const lines = meetings.map(
    ({ conferenceId, startTime, title }) =>
      `${conferenceId}  ${toLocalTime(startTime, 'UTC')} UTC  ${markUnshowable(title)}`,
  )
  throw new ProgramError(`Several meetings have this room code. Choose one by its conferenceId:\n${lines.join('\n')}`)
}
