import { useState, useSyncExternalStore } from 'react'
import type { RoomModel } from '../state/room/views.ts'
import { useObservable } from '../state/use-observable.ts'

export type PanelName = 'people' | 'chat'
type DialogName = 'invite' | 'devices' | 'keys'

/** What is open on this page, beside the pictures; of no concern to the meeting. */
export type Screen = Readonly<{
  isNarrow: boolean
  /** Not where there are fingers alone, as on a phone. */
  hasKeys: boolean
  panel?: PanelName | undefined
  togglePeople: () => void
  toggleChat: () => void
  closePanel: () => void
  dialog?: DialogName | undefined
  openDialog: (name: DialogName) => void
  closeDialog: () => void
}>

const narrow = matchMedia('(max-width: 700px)')
const fine = matchMedia('(any-pointer: fine)')
const onNarrow = (listener: () => void) => {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** One panel at a time; whether the chat is open its model knows, since it counts what is unread. */
export function useScreen(room: RoomModel): Screen {
  const isNarrow = useSyncExternalStore(onNarrow, () => narrow.matches)
  const chat = useObservable(room.chat)
  const [isPeopleOpen, setPeopleOpen] = useState(false)
  const [dialog, setDialog] = useState<DialogName>()
  return {
    isNarrow,
    hasKeys: fine.matches,
    panel: chat.open ? 'chat' : isPeopleOpen ? 'people' : undefined,
    togglePeople() {
      setPeopleOpen(chat.open || !isPeopleOpen)
      chat.setOpen(false)
    },
    toggleChat() {
      setPeopleOpen(false)
      chat.setOpen(!chat.open)
    },
    closePanel() {
      setPeopleOpen(false)
      chat.setOpen(false)
    },
    dialog,
    openDialog: setDialog,
    closeDialog: () => setDialog(undefined),
  }
}
