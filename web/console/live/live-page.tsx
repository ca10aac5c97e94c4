import type { ConsoleViewProps } from '../view-props.ts'
import { LiveList } from './live-list.tsx'
import { LiveRoom } from './live-room.tsx'

/** The meetings in progress, or one of them. */
export function LivePage(props: ConsoleViewProps) {
  const { id } = props.place
  return id === undefined ? <LiveList {...props} /> : <LiveRoom key={id} {...props} conferenceId={id} />
}
