import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrganizationBooking } from '../../../contract/web/console-meetings-types.ts'
import { Notice } from '../../controls/notice.tsx'
import { PageLink } from '../../page-frame.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { CancelDialog, type Ending } from '../../home/cancel-dialog.tsx'
import { byStart, openBookings, readBookingsFilter } from '../../state/console/bookings/bookings.ts'
import { bookingAttendancePath } from '../../state/route.ts'
import { useObservable } from '../../state/use-observable.ts'
import { PersonFilter } from '../person-filter.tsx'
import { bookingFormApi, bookingsApi } from '../requests/bookings.ts'
import type { ConsoleViewProps } from '../view-props.ts'
import { BookingsTable, type BookingAct } from './bookings-table.tsx'

const BookingDialog = lazy(async () => ({ default: (await import('../../home/booking-dialog.tsx')).BookingDialog }))

type Outcome = 'changed' | 'canceled' | 'dateCanceled'

/** The upcoming bookings of the organization. */
export function BookingsPage({ model, place, corpId, organization, filter }: ConsoleViewProps) {
  const { t } = useTranslation('console')
  const { person } = readBookingsFilter(place)
  const signedOut = model.session.lost
  const [bookings] = useState(() => openBookings(bookingsApi, { corpId, first: { person }, signedOut }))
  const { list } = bookings
  const view = useObservable(list.view)
  const name = useObservable(bookings.person)
  const formApi = useMemo(() => bookingFormApi(corpId), [corpId])
  const [changed, setChanged] = useState<OrganizationBooking>()
  const [ending, setEnding] = useState<Ending>()
  const [outcome, setOutcome] = useState<Outcome>()
  useEffect(() => {
    void list.show({ person })
  }, [list, person])
  useEffect(() => startAutoRefresh(list.refresh), [list])
  const act = (what: BookingAct, booking: OrganizationBooking) => {
    setOutcome(undefined)
    switch (what) {
      case 'change':
        return setChanged(booking)
      case 'cancel':
        return setEnding({ meeting: booking })
      case 'cancel-date':
        return setEnding({ meeting: booking, date: booking.series?.date })
      case 'attendance':
        return model.navigation.go(bookingAttendancePath(booking.bookingId))
    }
  }
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.bookings')}</h1>
          <p className="lead">{t('bookings.lead', { organization })}</p>
        </div>
        <PageLink model={model} to="/">
          {t('bookings.book')}
        </PageLink>
      </header>
      <div className="console-filters" role="search">
        <PersonFilter corpId={corpId} value={person} name={name} choose={(unionId) => filter({ person: unionId })} />
      </div>
      {outcome && <Notice tone="good">{t(`bookings.${outcome}`)}</Notice>}
      <BookingsTable
        view={byStart(view)}
        more={() => void list.more()}
        restart={() => void list.restart()}
        none={person === '' || name === undefined ? t('bookings.none') : t('bookings.noneOf', { name })}
        act={act}
      />
      {changed && (
        <Suspense>
          <BookingDialog
            me={{ name: changed.organizer, unionId: changed.organizerUnionId }}
            api={formApi}
            bookingId={changed.bookingId}
            saved={() => {
              setChanged(undefined)
              setOutcome('changed')
              void list.refresh()
            }}
            signedOut={signedOut}
            close={() => setChanged(undefined)}
          />
        </Suspense>
      )}
      {ending && (
        <CancelDialog
          home={{
            view: bookings.view,
            cancel: async (id, date) => {
              const isCanceled = await bookings.cancel(id, date)
              if (isCanceled) setOutcome(date === undefined ? 'canceled' : 'dateCanceled')
              return isCanceled
            },
          }}
          ending={ending}
          close={() => setEnding(undefined)}
        />
      )}
    </>
  )
}
