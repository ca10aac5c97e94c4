import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../controls/dialog.tsx'
import type { RoomModel } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { KeysList } from '../keys/keys-list.tsx'
import type { Screen } from '../screen.ts'

// Rarely opened, so they are not part of the first load.
const InviteDialog = lazy(async () => ({ default: (await import('./invite-dialog.tsx')).InviteDialog }))
const HostToolsDialog = lazy(async () => ({
  default: (await import('./host-tools-dialog.tsx')).HostToolsDialog,
}))
const MuteAllDialog = lazy(async () => ({ default: (await import('./mute-all-dialog.tsx')).MuteAllDialog }))
const DevicesDialog = lazy(async () => ({ default: (await import('./devices-dialog.tsx')).DevicesDialog }))

/** The dialogs of the room. */
export function RoomDialogs({ room, screen }: { room: RoomModel; screen: Screen }) {
  const { t } = useTranslation()
  const { title, hostTools } = useObservable(room.meeting)
  const { dialog, closeDialog } = screen
  switch (dialog) {
    case undefined:
      return null
    case 'invite':
      return (
        <Suspense fallback={null}>
          <InviteDialog invite={room.invite} title={title} onClose={closeDialog} />
        </Suspense>
      )
    case 'devices':
      return (
        <Suspense fallback={null}>
          <DevicesDialog room={room} onClose={closeDialog} />
        </Suspense>
      )
    // A person who is no longer host or co-host has no tools.
    case 'host-tools':
      return hostTools ? (
        <Suspense fallback={null}>
          <HostToolsDialog tools={hostTools} onMuteAll={() => screen.openDialog('mute-all')} onClose={closeDialog} />
        </Suspense>
      ) : null
    case 'mute-all':
      return hostTools ? (
        <Suspense fallback={null}>
          <MuteAllDialog tools={hostTools} onClose={closeDialog} />
        </Suspense>
      ) : null
    case 'keys':
      return (
        <Dialog title={t('room.keys.title')} isOpen onClose={closeDialog}>
          <KeysList />
        </Dialog>
      )
  }
}
