import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { BookedMeeting } from '../../contract/web/types.ts'
import { WEB } from '../../contract/web/paths.ts'
import { groupRoomCode } from '../../contract/text/room-code.ts'
import { Button } from '../controls/button.tsx'
import { CopyButton } from '../controls/copy-button.tsx'
import { Icon } from '../controls/icon.tsx'
import { Menu, type MenuEntry } from '../controls/menu.tsx'
import { recurrenceText } from '../i18n/dates.ts'
import { formatTime, formatTimeAfter } from '../i18n/format.ts'
import { timeElsewhere } from '../i18n/time-zone.ts'
import type { Navigation } from '../navigation.ts'
import { bookingAttendancePath } from '../state/route.ts'
import { wayInto } from '../state/home/home.ts'

const ownTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** What a person can do with a meeting of theirs. */
type BookedActions = {
  enter: (meeting: BookedMeeting) => void
  change: (meeting: BookedMeeting) => void
  cancel: (meeting: BookedMeeting) => void
  cancelDate: (meeting: BookedMeeting) => void
}

type RowProps = {
  meeting: BookedMeeting
  /** The person is in it, on some device. */
  isInside?: boolean
  actions: BookedActions
  navigation: Navigation
}

/** One scheduled meeting at its current date. */
export function BookedRow({ meeting, isInside = false, actions, navigation }: RowProps) {
  const { t, i18n } = useTranslation()
  const { state, series, startTime, endTime, heldEarly } = meeting
  const title = meeting.title || t('home.untitled')
  const way = wayInto(meeting)
  const time = (at: number) => formatTime(i18n.language, at)
  const isCanceled = state === 'canceled'
  const there = meeting.timeZone
  const elsewhere = there && timeElsewhere(i18n.language, startTime, { there, here: ownTimeZone })
  return (
    <li className="list-row list-row-wide" data-testid="booked-meeting" data-state={state}>
      {state === 'going-on' && <span className={meeting.inside === 0 ? 'live live-calm' : 'live'} aria-hidden="true" />}
      <div className="list-text">
        <p className="list-title">{title}</p>
        <p className="list-note">
          {isCanceled && <strong>{t('home.booking.canceled')}</strong>}
          {state === 'going-on' && (
            <span>
              {meeting.inside === 0 ? t('home.nobodyThere') : t('home.peopleCount', { count: meeting.inside })}
            </span>
          )}
          <span className={isCanceled ? 'booked-canceled' : undefined}>
            {t('home.booking.until', { from: time(startTime), to: formatTimeAfter(i18n.language, endTime, startTime) })}
          </span>
          {elsewhere && <span data-testid="booked-zone">{t('home.booking.elsewhere', elsewhere)}</span>}
          {isInside && <span>{t('home.youAreIn')}</span>}
          {series && <span>{recurrenceText(t, i18n.language, series)}</span>}
          {!meeting.own && <span>{t('home.booking.by', { name: meeting.organizer })}</span>}
          {meeting.invited > 0 && <span>{t('home.bookingForm.invitees', { count: meeting.invited })}</span>}
        </p>
        {!isCanceled && (
          <p className="list-note booked-codes">
            <span>{t('home.code', { code: groupRoomCode(meeting.roomCode) })}</span>
            <span className="booked-passcode">
              {t('home.booking.passcode', { passcode: meeting.passcode })}
              <CopyButton text={meeting.passcode} label={t('home.booking.copyPasscode', { title })} isSmall />
            </span>
          </p>
        )}
        {heldEarly && (
          <p className="list-note">
            {t('home.booking.heldEarly', { from: time(heldEarly.startTime), to: time(heldEarly.endTime) })}
          </p>
        )}
      </div>
      <div className="list-tools">
        <a
          className="button button-quiet"
          href={navigation.href(`${WEB.bookings}/${meeting.bookingId}/calendar.ics`)}
          aria-label={t(isCanceled ? 'home.booking.calendarRemoveNamed' : 'home.booking.calendarNamed', { title })}
        >
          {t(isCanceled ? 'home.booking.calendarRemove' : 'home.booking.calendar')}
        </a>
        {!isCanceled && (
          <>
            <CopyButton text={meeting.link} label={t('home.booking.copyLink', { title })} isSmall />
            {meeting.own && (
              <Menu
                label={t('home.booking.moreNamed', { title })}
                testId="booked-menu"
                button={{ variant: 'quiet' }}
                entries={entriesOf(t, meeting, actions, navigation)}
              >
                <Icon name="more" />
              </Menu>
            )}
            <Button
              variant="primary"
              aria-label={t(`home.booking.${way}Named`, { title })}
              onPress={() => actions.enter(meeting)}
            >
              {t(`home.booking.${way}`)}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}

function entriesOf(
  t: TFunction,
  meeting: BookedMeeting,
  { change, cancel, cancelDate }: BookedActions,
  navigation: Navigation,
): readonly MenuEntry[] {
  const all: MenuEntry = {
    id: 'cancel',
    label: t(meeting.series ? 'home.booking.cancelAll' : 'home.booking.cancel'),
    isDanger: true,
    onAction: () => cancel(meeting),
  }
  const own: MenuEntry = { id: 'change', label: t('home.booking.change'), onAction: () => change(meeting) }
  const came: MenuEntry = {
    id: 'attendance',
    label: t('home.attendance'),
    testId: 'booked-attendance',
    onAction: () => navigation.go(bookingAttendancePath(meeting.bookingId)),
  }
  if (!meeting.series) return [own, came, all]
  const onDate = {
    id: 'date',
    label: t('home.booking.cancelDate'),
    isDanger: true,
    onAction: () => cancelDate(meeting),
  }
  return [own, came, onDate, all]
}
