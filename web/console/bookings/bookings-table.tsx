import { useTranslation } from 'react-i18next'
import type { OrganizationBooking } from '../../../contract/web/console-meetings-types.ts'
import { Badge } from '../../controls/badge.tsx'
import { recurrenceText } from '../../i18n/dates.ts'
import { formatTimeAfter } from '../../i18n/format.ts'
import { formatMoment } from '../moment.ts'
import { PagedTable, type PagedTableState } from '../table/paged-table.tsx'

/** What an administrator does with a booking. */
export type BookingAct = 'change' | 'cancel' | 'cancel-date' | 'attendance'

export type BookingsTableProps = PagedTableState<OrganizationBooking> & {
  act: (act: BookingAct, booking: OrganizationBooking) => void
}

/** The bookings in rows, with what can be done with each. */
export function BookingsTable({ act, ...list }: BookingsTableProps) {
  const { t, i18n } = useTranslation('console')
  const { t: common } = useTranslation()
  const titleOf = ({ title }: OrganizationBooking) => title || common('home.untitled')
  const whenOf = ({ startTime, endTime }: OrganizationBooking) =>
    t('bookings.until', {
      from: formatMoment(i18n.language, startTime),
      to: formatTimeAfter(i18n.language, endTime, startTime),
    })
  return (
    <PagedTable
      {...list}
      layout={{
        label: t('page.bookings'),
        keyOf: ({ bookingId }) => bookingId,
        testId: 'booking',
        data: ({ bookingId }) => ({ 'data-id': bookingId }),
        columns: [
          {
            label: t('meetings.meeting'),
            isRowHeading: true,
            renderCell: (booking) => (
              <>
                {titleOf(booking)}
                {booking.state === 'going-on' && <Badge tone="strong">{t('bookings.goingOn')}</Badge>}
                {booking.series && (
                  <span className="console-note">{recurrenceText(common, i18n.language, booking.series)}</span>
                )}
              </>
            ),
          },
          {
            label: t('bookings.when'),
            isWide: true,
            renderCell: (booking) => (
              <>
                {whenOf(booking)}
                {booking.state === 'going-on' && (
                  <span className="console-note">{t('meetings.insideNow', { count: booking.inside })}</span>
                )}
              </>
            ),
          },
          { label: t('meetings.organizer'), isWide: true, renderCell: ({ organizer }) => organizer },
          { label: t('bookings.invited'), isWide: true, renderCell: ({ invited }) => invited },
        ],
        below: (booking) => [[whenOf(booking), booking.organizer].join(' · ')],
        acts: (booking) => ({
          label: t('bookings.actions', { title: titleOf(booking) }),
          testId: 'booking-menu',
          entries: entriesOf(booking),
        }),
      }}
    />
  )

  function entriesOf(booking: OrganizationBooking) {
    const { series } = booking
    const entry = (id: BookingAct, label: string, isDanger = false) => ({
      id,
      label,
      isDanger,
      testId: `booking-${id}`,
      onAction: () => act(id, booking),
    })
    return [
      entry('change', t('bookings.change')),
      entry('attendance', t('bookings.attendance')),
      ...(series ? [entry('cancel-date', common('home.booking.cancelDate'), true)] : []),
      entry('cancel', common(series ? 'home.booking.cancelAll' : 'home.booking.cancel'), true),
    ]
  }
}
