import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookedMeeting, HomeAnswer } from '../../contract/web/types.ts'
import { groupRoomCode } from '../../contract/text/room-code.ts'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Notice } from '../controls/notice.tsx'
import { errorText, formatDateTime } from '../i18n/format.ts'
import { CopyButton } from '../controls/copy-button.tsx'
import { wayInto, type Home } from '../state/home/home.ts'
import { useObservable } from '../state/use-observable.ts'
import './booked-meetings.css'

/** Upcoming meetings, with links to join, and a button to cancel the person's own. */
export function BookedMeetings({ home, book }: { home: Home; book: () => void }) {
  const { t } = useTranslation()
  const { meetings } = useObservable(home.view)
  const [ending, setEnding] = useState<BookedMeeting>()
  return (
    <section className="list-section" aria-labelledby="booked">
      <div className="list-head">
        <h2 id="booked">{t('home.booking.title')}</h2>
        <Button onPress={book}>{t('home.booking.book')}</Button>
      </div>
      {meetings?.booked.length === 0 && <p className="empty">{t('home.booking.none')}</p>}
      <ul className="list">
        {meetings?.booked.map((meeting) => (
          <Row
            key={meeting.bookingId}
            meeting={meeting}
            ongoing={meetings.ongoing}
            enter={() => home.rejoin(meeting.roomCode)}
            cancel={() => setEnding(meeting)}
          />
        ))}
      </ul>
      {ending && <CancelDialog home={home} meeting={ending} close={() => setEnding(undefined)} />}
    </section>
  )
}

type RowProps = { meeting: BookedMeeting; ongoing: HomeAnswer['ongoing']; enter: () => void; cancel: () => void }

function Row({ meeting, ongoing, enter, cancel }: RowProps) {
  const { t, i18n } = useTranslation()
  const title = meeting.title || t('home.untitled')
  const way = wayInto(meeting, ongoing)
  const from = formatDateTime(i18n.language, meeting.startTime)
  const to = formatDateTime(i18n.language, meeting.endTime)
  return (
    <li className="list-row list-row-wide" data-testid="booked-meeting">
      <div className="list-text">
        <p className="list-title">{title}</p>
        <p className="list-note">
          <span>{t('home.booking.until', { from, to })}</span>
          <span>{t('home.code', { code: groupRoomCode(meeting.roomCode) })}</span>
        </p>
      </div>
      <div className="list-tools">
        <a
          className="button button-quiet"
          href={meeting.calendarLink}
          aria-label={t('home.booking.calendarNamed', { title })}
        >
          {t('home.booking.calendar')}
        </a>
        <CopyButton text={meeting.link} label={t('home.booking.copyLink', { title })} isSmall />
        {meeting.own && (
          <Button variant="quiet" aria-label={t('home.booking.cancelNamed', { title })} onPress={cancel}>
            {t('home.booking.cancel')}
          </Button>
        )}
        <Button variant="primary" aria-label={t(`home.booking.${way}Named`, { title })} onPress={enter}>
          {t(`home.booking.${way}`)}
        </Button>
      </div>
    </li>
  )
}

function CancelDialog({ home, meeting, close }: { home: Home; meeting: BookedMeeting; close: () => void }) {
  const { t } = useTranslation()
  const { canceling, cancelError } = useObservable(home.view)
  const [isTried, setTried] = useState(false)
  const cancel = async () => {
    setTried(true)
    if (await home.cancel(meeting.bookingId)) close()
  }
  return (
    <Dialog
      title={t('home.booking.cancelTitle', { title: meeting.title || t('home.untitled') })}
      role="alertdialog"
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('home.booking.keep')}</Button>
          <Button variant="danger" isBusy={canceling !== undefined} onPress={() => void cancel()}>
            {t('home.booking.cancelConfirm')}
          </Button>
        </>
      }
    >
      {isTried && cancelError !== undefined && <Notice tone="error">{errorText(t, cancelError)}</Notice>}
      <p>{t('home.booking.cancelWords')}</p>
    </Dialog>
  )
}
