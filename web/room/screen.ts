import { useState, useSyncExternalStore } from 'react'
import type { PanelName, RoomModel } from '../state/room/views.ts'
import { useObservable } from '../state/use-observable.ts'
import { useFullScreen, type Toggle } from './views/full-screen.ts'
import { usePictureInPicture, type PictureInPicture } from './views/picture-in-picture.ts'

type DialogName = 'invite' | 'devices' | 'keys' | 'host-tools' | 'mute-all'

/** Which panel or dialog is open. It concerns this page only, not the meeting. */
export type Screen = Readonly<{
  isNarrow: boolean
  /** `false` on devices that have only a touch screen, such as phones. Keyboard help is hidden there. */
  hasKeys: boolean
  panel?: PanelName | undefined
  togglePeople: () => void
  toggleChat: () => void
  closePanel: () => void
  /** Absent if the browser cannot do it. */
  fullScreen?: Toggle | undefined
  pictureInPicture?: PictureInPicture | undefined
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

/** Allows one panel at a time. The chat's model stores whether the chat is open, since it counts unread lines. */
export function useScreen(room: RoomModel): Screen {
  const fullScreen = useFullScreen()
  const pictureInPicture = usePictureInPicture()
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
    fullScreen,
    pictureInPicture,
    dialog,
    openDialog: setDialog,
    closeDialog: () => setDialog(undefined),
  }
}
