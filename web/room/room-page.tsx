import { useEffect, useRef, useState } from 'react'
import type { Me } from '../../contract/web/types.ts'
import { EntryPage } from '../entry/entry-page.tsx'
import { openMeeting } from '../open-meeting.ts'
import type { Arrival } from '../state/meeting/arrival.ts'
import type { MeetingSwitch } from '../state/meeting/meeting-switch.ts'
import type { MeetingModel, MeetingSetup } from '../state/entry/entry-views.ts'
import { useObservable } from '../state/use-observable.ts'
import { RoomView } from './room-view.tsx'

export type RoomPageProps = {
  arrival: Arrival
  /** The signed-in person; absent for a guest. */
  me?: Me | undefined
  /** Goes to the home page. */
  goHome: () => void
  signIn: MeetingSetup['signIn']
  goTo: MeetingSetup['goTo']
  /** Opens the meeting that was left for this one. */
  goBackTo: (roomCode: string) => void
  /** Receives the function that leaves this meeting, while the page shows it. */
  register: MeetingSwitch['register']
  /** Receives the promise of the end of the session, when another page is shown. */
  leftPage: MeetingSwitch['leftPage']
}

/** One meeting, from before joining to its end. It reads `arrival` only once, so another arrival needs another component. */
export function RoomPage(props: RoomPageProps) {
  const first = useRef(props)
  const [model, setModel] = useState<MeetingModel>()
  // In an effect, not while rendering: React discards renders, and the camera of a discarded one would stay open.
  useEffect(() => {
    const { register, leftPage } = first.current
    const opened = openFor(first.current)
    setModel(opened)
    const unregister = register(opened.leave)
    return () => {
      unregister()
      leftPage(opened.leave().finally(opened.close))
    }
  }, [])
  return model ? <Meeting model={model} goHome={props.goHome} /> : null
}

function openFor({ arrival, me, signIn, goTo, goBackTo }: RoomPageProps): MeetingModel {
  const left = arrival.kind === 'ticket' ? arrival.previous : undefined
  const previous = left && { title: left.title, goBack: () => goBackTo(left.roomCode) }
  return openMeeting({ arrival, signIn, goTo, ...(me && { me }), ...(previous && { previous }) })
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
