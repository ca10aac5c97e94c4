import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../controls/dialog.tsx'
import type { RoomModel } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { DevicesDialog } from './devices-dialog.tsx'
import { KeysList } from '../keys/keys-list.tsx'
import type { Screen } from '../screen.ts'

// Rarely opened and with a QR code library, so it is not part of the first load.
const InviteDialog = lazy(async () => ({ default: (await import('./invite-dialog.tsx')).InviteDialog }))

/** The dialogs of the room. */
export function RoomDialogs({ room, screen }: { room: RoomModel; screen: Screen }) {
  const { t } = useTranslation()
  const { title } = useObservable(room.meeting)
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
      return <DevicesDialog room={room} onClose={closeDialog} />
    case 'keys':
      return (
        <Dialog title={t('room.keys.title')} isOpen onClose={closeDialog}>
          <KeysList />
        </Dialog>
      )
  }
}
