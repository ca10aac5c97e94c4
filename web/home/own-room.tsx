import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupRoomCode } from '../../contract/text/room-code.ts'
import type { Me, OwnRoom as Room } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { CopyButton } from '../controls/copy-button.tsx'
import { Notice } from '../controls/notice.tsx'
import { errorText } from '../i18n/format.ts'
import { openOwnRoom } from '../state/home/own-room.ts'
import { useObservable } from '../state/use-observable.ts'
import { OwnRoomOptions } from './own-room-options.tsx'

type OwnRoomProps = {
  model: AppModel
  me: Me
  enter: (roomCode: string) => void
  /** The room codes of the meetings in progress. */
  ongoing: ReadonlySet<string>
}

/** The person’s own room. */
export function OwnRoom({ model, me, enter, ongoing }: OwnRoomProps) {
  const { t } = useTranslation()
  const [own] = useState(() => openOwnRoom(model.api, { signedOut: model.session.lost }))
  const { room, isBusy, error } = useObservable(own.view)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => void own.load(), [own])
  if (room === undefined) return null
  return (
    <section className="list-section" aria-labelledby="own-room" data-testid="own-room">
      <h2 id="own-room">{t('home.room.title')}</h2>
      {error !== undefined && <Notice tone="error">{errorText(t, error)}</Notice>}
      {room === 'none' ? (
        <div className="list-row list-row-wide">
          <p className="list-text">{t('home.room.lead')}</p>
          <Button isBusy={isBusy} onPress={() => void own.make(t('home.room.ownTitle', { name: me.name }))}>
            {t(isBusy ? 'home.room.making' : 'home.room.make')}
          </Button>
        </div>
      ) : (
        <Row room={room} isOngoing={ongoing.has(room.roomCode)} enter={enter} openOptions={() => setOpen(true)} />
      )}
      {isOpen && <OwnRoomOptions own={own} close={() => setOpen(false)} />}
    </section>
  )
}

type RowProps = { room: Room; isOngoing: boolean; enter: (roomCode: string) => void; openOptions: () => void }

function Row({ room, isOngoing, enter, openOptions }: RowProps) {
  const { t } = useTranslation()
  const { title, link, roomCode, passcode } = room
  return (
    <div className="list-row list-row-wide">
      <div className="list-text">
        <p className="list-title">{title}</p>
        <p className="list-note">
          <span data-testid="own-room-link">{link}</span>
          <span>{t('home.code', { code: groupRoomCode(roomCode) })}</span>
          <span>{t('home.room.passcode', { passcode })}</span>
        </p>
      </div>
      <div className="list-tools">
        <Button variant="quiet" aria-label={t('home.room.optionsNamed', { title })} onPress={openOptions}>
          {t('home.room.options')}
        </Button>
        <CopyButton text={link} label={t('home.room.copyLink', { title })} isSmall />
        <Button
          variant="primary"
          aria-label={t(isOngoing ? 'home.room.joinNamed' : 'home.room.startNamed', { title })}
          onPress={() => enter(roomCode)}
        >
          {t(isOngoing ? 'home.room.join' : 'home.room.start')}
        </Button>
      </div>
    </div>
  )
}
