import { useTranslation } from 'react-i18next'
import type { OrganizationBooking } from '../../../contract/web/console-meetings-types.ts'
import { Badge } from '../../controls/badge.tsx'
import { Icon } from '../../controls/icon.tsx'
import { Menu } from '../../controls/menu.tsx'
import { recurrenceText } from '../../i18n/dates.ts'
import { formatDateTime, formatTimeAfter } from '../../i18n/format.ts'

/** What an administrator does with a booking. */
export type BookingAct = 'change' | 'cancel' | 'cancel-date' | 'attendance'

export type BookingsTableProps = {
  bookings: readonly OrganizationBooking[]
  isBusy: boolean
  act: (act: BookingAct, booking: OrganizationBooking) => void
}

/** The bookings in rows. On a narrow screen, all facts stand below the title. */
export function BookingsTable({ bookings, isBusy, act }: BookingsTableProps) {
  const { t } = useTranslation('console')
  return (
    <div className="console-table" role="region" aria-label={t('page.bookings')} tabIndex={0} aria-busy={isBusy}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('meetings.meeting')}</th>
            <th scope="col" className="console-wide">
              {t('bookings.when')}
            </th>
            <th scope="col" className="console-wide">
              {t('meetings.organizer')}
            </th>
            <th scope="col" className="console-wide">
              {t('bookings.invited')}
            </th>
            <th scope="col">
              <span className="unseen">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {bookings.map((booking) => (
            <BookingRow key={booking.bookingId} booking={booking} act={act} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function BookingRow({ booking, act }: { booking: OrganizationBooking; act: BookingsTableProps['act'] }) {
  const { t, i18n } = useTranslation('console')
  const { t: common } = useTranslation()
  const { bookingId, startTime, endTime, organizer, invited, series, state, inside } = booking
  const title = booking.title || common('home.untitled')
  const when = t('bookings.until', {
    from: formatDateTime(i18n.language, startTime),
    to: formatTimeAfter(i18n.language, endTime, startTime),
  })
  const entry = (id: BookingAct, label: string, isDanger = false) => ({
    id,
    label,
    isDanger,
    testId: `booking-${id}`,
    onAction: () => act(id, booking),
  })
  return (
    <tr data-testid="booking" data-id={bookingId}>
      <th scope="row">
        {title}
        {state === 'going-on' && <Badge tone="strong">{t('bookings.goingOn')}</Badge>}
        {series && <span className="console-note">{recurrenceText(common, i18n.language, series)}</span>}
        <span className="console-note console-narrow">{[when, organizer].join(' · ')}</span>
      </th>
      <td className="console-wide">
        {when}
        {state === 'going-on' && <span className="console-note">{t('meetings.insideNow', { count: inside })}</span>}
      </td>
      <td className="console-wide">{organizer}</td>
      <td className="console-wide">{invited}</td>
      <td className="console-acts">
        <Menu
          label={t('bookings.actions', { title })}
          testId="booking-menu"
          button={{ variant: 'quiet' }}
          entries={[
            entry('change', t('bookings.change')),
            entry('attendance', t('bookings.attendance')),
            ...(series ? [entry('cancel-date', common('home.booking.cancelDate'), true)] : []),
            entry('cancel', common(series ? 'home.booking.cancelAll' : 'home.booking.cancel'), true),
          ]}
        >
          <Icon name="more" />
        </Menu>
      </td>
    </tr>
  )
}
