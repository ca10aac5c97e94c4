import { useEffect, useRef, useState } from 'react'
import type { Me } from '../../contract/web/types.ts'
import { EntryPage } from '../entry/entry-page.tsx'
import { openMeeting } from '../open-meeting.ts'
import type { Arrival } from '../state/entry/arrival.ts'
import type { ChangeOver } from '../state/entry/change-over.ts'
import type { MeetingModel } from '../state/entry/entry-views.ts'
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
  /** Into a meeting of that room code. */
  goTo: (roomCode: string) => void
  /** Told of what leaves this meeting as long as it is shown. */
  shown: ChangeOver['shown']
}

/** One meeting, from before joining to its end. Another arrival needs another page: what it came with is read once. */
export function RoomPage(props: RoomPageProps) {
  const first = useRef(props)
  const [model, setModel] = useState<MeetingModel>()
  // Not while it is drawn: React throws drawings away, and nobody would close the camera of one that is never shown.
  useEffect(() => {
    const { shown } = first.current
    const opened = openFor(first.current)
    setModel(opened)
    const hide = shown(opened.leave)
    return () => {
      hide()
      opened.close()
    }
  }, [])
  return model ? <Meeting model={model} goHome={props.goHome} /> : null
}

function openFor({ arrival, me, signIn, goTo }: RoomPageProps): MeetingModel {
  const left = arrival.kind === 'ticket' ? arrival.former : undefined
  const former = left && { title: left.title, goBack: () => goTo(left.roomCode) }
  return openMeeting({ arrival, signIn, ...(me && { me }), ...(former && { former }) })
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
