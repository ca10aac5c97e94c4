import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { alertOnRoom } from '../alerts/room-alerts.ts'
import type { RoomModel } from '../state/room/views.ts'
import { useObservable } from '../state/use-observable.ts'
import { UnmuteRequestDialog } from './dialogs/unmute-request-dialog.tsx'
import { Banner, PlacesBanner } from './banner.tsx'
import { ChatPanel } from './chat/chat-panel.tsx'
import { EndPage } from './end-page.tsx'
import { Notices, Reactions } from './notices.tsx'
import { RoomDialogs } from './dialogs/room-dialogs.tsx'
import { RoomHead } from './room-head.tsx'
import { useScreen } from './screen.ts'
import { SharingBar } from './sharing-bar.tsx'
import { AloneCard } from './stage/alone-card.tsx'
import { Stage } from './stage/stage.tsx'
import { Toolbar } from './toolbar/toolbar.tsx'
import { usePageTitle } from '../alerts/page-title.ts'
import { useRoomKeys } from './keys/use-room-keys.ts'
import { keepScreenOn } from './wake-lock.ts'
import './room.css'

const importPeople = () => import('./people/people-panel.tsx')
const PeoplePanel = lazy(async () => ({ default: (await importPeople()).PeoplePanel }))
const PictureInPictureView = lazy(async () => ({
  default: (await import('./views/picture-in-picture-view.tsx')).PictureInPictureView,
}))

/** The running meeting, and the page after its end. */
export function RoomView({ room, goHome }: { room: RoomModel; goHome: () => void }) {
  const { t } = useTranslation()
  const status = useObservable(room.status)
  switch (status.phase) {
    case 'ended':
      return <EndPage end={status} goHome={goHome} />
    case 'joining':
      return (
        <main className="bare" aria-busy="true">
          <p role="status" className="waiting" data-testid="joining">
            {t('room.joining')}
          </p>
        </main>
      )
    case 'joined':
    case 'reconnecting':
    case 'returning':
      return <JoinedRoom room={room} />
  }
}

function JoinedRoom({ room }: { room: RoomModel }) {
  const status = useObservable(room.status)
  const meeting = useObservable(room.meeting)
  const notices = useObservable(room.notices)
  const screen = useScreen(room)
  const { t } = useTranslation()
  usePageTitle(status.phase !== 'joined' ? `${t('room.tile.silent')} ${meeting.title}` : meeting.title)
  useRoomKeys(room, screen)
  useEffect(() => alertOnRoom(room), [room])
  const { panel } = screen
  useEffect(() => room.notices.get().setPanel(panel), [room, panel])
  // Not needed at first, but likely soon, and perhaps when the server cannot be reached.
  useEffect(() => void importPeople().catch(() => undefined), [])
  useEffect(() => keepScreenOn({ wakeLock: navigator.wakeLock, document }), [])
  return (
    <div className="room" data-testid="room" data-phase={status.phase} data-panel={screen.panel}>
      <header className="room-top">
        <Banner status={status} notices={notices} />
        <PlacesBanner own={room.own} />
        <SharingBar own={room.own} />
        <RoomHead meeting={meeting} />
      </header>
      <Stage stage={room.stage} alone={<AloneCard invite={room.invite} onCall={() => screen.openDialog('invite')} />} />
      {screen.panel === 'people' && (
        <Suspense>
          <PeoplePanel
            people={room.people}
            meeting={room.meeting}
            onInvite={() => screen.openDialog('invite')}
            onClose={screen.closePanel}
          />
        </Suspense>
      )}
      {screen.panel === 'chat' && <ChatPanel chat={room.chat} onClose={screen.closePanel} />}
      <Toolbar room={room} screen={screen} />
      <Reactions notices={notices} />
      <Notices notices={notices} />
      <UnmuteRequestDialog request={notices.unmuteRequest} />
      <RoomDialogs room={room} screen={screen} />
      {screen.pictureInPicture?.window && (
        <Suspense>
          <PictureInPictureView room={room} window={screen.pictureInPicture.window} />
        </Suspense>
      )}
    </div>
  )
}
