import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookedMeeting } from '../../contract/web/types.ts'
import { Button } from '../controls/button.tsx'
import { EmptyState } from '../controls/empty-state.tsx'
import { formatDay } from '../i18n/format.ts'
import type { Navigation } from '../navigation.ts'
import { groupByDay } from '../state/home/place-meetings.ts'
import { placeMeetings } from '../state/home/place-meetings.ts'
import type { Home } from '../state/home/home.ts'
import { useObservable } from '../state/use-observable.ts'
import { BookedRow } from './booked-row.tsx'
import { CancelDialog, type Ending } from './cancel-dialog.tsx'
import { OngoingMeetings } from './meeting-lists.tsx'
import './booked-meetings.css'

type CurrentProps = {
  home: Home
  navigation: Navigation
  book: () => void
  change: (bookingId: string) => void
  /** Shown between the two lists. */
  children: ReactNode
}

/** The meetings that are going on, and those that are scheduled, by day. Each is in one of the lists. */
export function CurrentMeetings({ home, navigation, book, change, children }: CurrentProps) {
  const { t, i18n } = useTranslation()
  const { meetings } = useObservable(home.view)
  const [ending, setEnding] = useState<Ending>()
  const { ongoing, goingOn, scheduled } = meetings ? placeMeetings(meetings) : {}
  const actions = {
    enter: ({ roomCode }: BookedMeeting) => home.rejoin(roomCode),
    change: ({ bookingId }: BookedMeeting) => change(bookingId),
    cancel: (meeting: BookedMeeting) => setEnding({ meeting }),
    cancelDate: (meeting: BookedMeeting) => setEnding({ meeting, date: meeting.series?.date }),
  }
  return (
    <>
      <OngoingMeetings meetings={ongoing} rejoin={home.rejoin}>
        {goingOn?.map(({ meeting, isInside }) => (
          <BookedRow
            key={meeting.bookingId}
            meeting={meeting}
            isInside={isInside}
            actions={actions}
            navigation={navigation}
          />
        ))}
      </OngoingMeetings>
      {children}
      <section className="list-section" aria-labelledby="booked">
        <div className="list-head">
          <h2 id="booked">{t('home.booking.title')}</h2>
          <Button onPress={book}>{t('home.booking.book')}</Button>
        </div>
        {scheduled?.length === 0 && <EmptyState>{t('home.booking.none')}</EmptyState>}
        {groupByDay(scheduled ?? []).map(({ day, meetings: ofDay }) => (
          <div key={day} className="list-day">
            <h3>{formatDay(i18n.language, day)}</h3>
            <ul className="list">
              {ofDay.map((meeting) => (
                <BookedRow key={meeting.bookingId} meeting={meeting} actions={actions} navigation={navigation} />
              ))}
            </ul>
          </div>
        ))}
      </section>
      {ending && <CancelDialog home={home} ending={ending} close={() => setEnding(undefined)} />}
    </>
  )
}
