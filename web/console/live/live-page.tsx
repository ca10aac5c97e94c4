import type { ConsoleViewProps } from '../view-props.ts'
import { LiveList } from './live-list.tsx'
import { LiveMeeting } from './live-meeting.tsx'

/** The meetings in progress, or one of them. */
export function LivePage(props: ConsoleViewProps) {
  const { id } = props.place
  return id === undefined ? <LiveList {...props} /> : <LiveMeeting key={id} {...props} conferenceId={id} />
}
