import { useEffect, useState } from 'react'
import type { Me } from '../../contract/home.ts'
import { EntryPage } from '../entry/entry-page.tsx'
import { openMeeting } from '../media/open-meeting.ts'
import type { Arrival } from '../state/arrival.ts'
import type { MeetingModel } from '../state/entry-views.ts'
import { useObservable } from '../state/use-observable.ts'
import { RoomView } from './room-view.tsx'

export type RoomPageProps = {
  arrival: Arrival
  /** Who is signed in; absent for a guest. */
  me?: Me | undefined
  /** Leaves for the home page. */
  goHome: () => void
  /** Signs in, and comes back to this very address. */
  signIn: () => void
}

/** One meeting, from before joining to its end. Another arrival needs another page: what it came with is read once. */
export function RoomPage(props: RoomPageProps) {
  const [model] = useState(() => {
    const { arrival, me, signIn } = props
    return openMeeting({ arrival, signIn, ...(me && { me }) })
  })
  useEffect(() => () => model.close(), [model])
  return <Meeting model={model} goHome={props.goHome} />
}

function Meeting({ model, goHome }: { model: MeetingModel; goHome: () => void }) {
  const page = useObservable(model.page)
  switch (page.at) {
    case 'entry':
      return <EntryPage entry={page.entry} goHome={goHome} />
    case 'room':
      return <RoomView room={page.room} goHome={goHome} />
  }
}
