import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { Notice } from '../controls/notice.tsx'
import { errorText } from '../i18n/format.ts'
import { PageFrame } from '../page-frame.tsx'
import { openHome, type Home } from '../state/home/home.ts'
import { meetingPath } from '../state/route.ts'
import { topicOr } from '../state/entry/topic.ts'
import { usePageTitle } from '../alerts/page-title.ts'
import { useObservable } from '../state/use-observable.ts'
import { CurrentMeetings } from './booked-meetings.tsx'
import { startAutoRefresh } from './auto-refresh.ts'
import { JoinForm } from './join-form.tsx'
import { RecentMeetings } from './meeting-lists.tsx'
import { OwnRoom } from './own-room.tsx'
import { NotificationOffer } from '../alerts/notification-offer.tsx'
import { TopicField } from './topic-field.tsx'

const BookingDialog = lazy(async () => ({ default: (await import('./booking-dialog.tsx')).BookingDialog }))

/** Home: the person's meetings, and the ways to start, join and schedule one. */
export function HomePage({ model, me }: { model: AppModel; me: Me }) {
  const { t } = useTranslation()
  const [home] = useState(() =>
    openHome(model.api, {
      enter: (arrival) => model.navigation.go(meetingPath(arrival)),
      signedOut: model.session.lost,
      settled: model.meetingSwitch.settled,
    }),
  )
  const { meetings, isStale } = useObservable(home.view)
  /** The form that is open: for a new booking, or for one that exists. */
  const [form, setForm] = useState<{ bookingId?: string }>()
  const [saved, setSaved] = useState<'booked' | 'changed'>()
  const openForm = (opened: { bookingId?: string }) => {
    setSaved(undefined)
    setForm(opened)
  }
  useEffect(() => startAutoRefresh(home.refresh), [home])
  usePageTitle()
  return (
    <PageFrame model={model} me={me}>
      <h1>{t('home.greeting', { name: me.name })}</h1>
      <NotificationOffer reason="calls" />
      <div className="home-ways">
        <StartCard home={home} name={me.name} />
        <section className="card" aria-labelledby="join">
          <h2 id="join">{t('home.join')}</h2>
          <p className="lead">{t('home.joinLead')}</p>
          <JoinForm model={model} submit={t('home.joinNow')} />
        </section>
      </div>
      <OwnRoom
        model={model}
        me={me}
        enter={home.rejoin}
        ongoing={new Set(meetings?.ongoing.map(({ roomCode }) => roomCode))}
      />
      {isStale && <Notice tone="warning">{t('home.stale')}</Notice>}
      <CurrentMeetings
        home={home}
        navigation={model.navigation}
        book={() => openForm({})}
        change={(bookingId) => openForm({ bookingId })}
      >
        {saved && <Notice tone="good">{t(`home.booking.${saved}`)}</Notice>}
      </CurrentMeetings>
      {form && (
        <Suspense>
          <BookingDialog
            me={me}
            api={model.api}
            bookingId={form.bookingId}
            waitingRoom={meetings?.waitingRoom}
            saved={() => {
              setForm(undefined)
              setSaved(form.bookingId === undefined ? 'booked' : 'changed')
              void home.changed()
            }}
            signedOut={model.session.lost}
            close={() => setForm(undefined)}
          />
        </Suspense>
      )}
      <RecentMeetings model={model} meetings={meetings?.recent} />
    </PageFrame>
  )
}

function StartCard({ home, name }: { home: Home; name: string }) {
  const { t } = useTranslation()
  const { isStarting, startError } = useObservable(home.view)
  const [title, setTitle] = useState('')
  return (
    <section className="card card-start" aria-labelledby="start">
      <h2 id="start">{t('home.start')}</h2>
      <p className="lead">{t('home.startLead')}</p>
      {startError !== undefined && <Notice tone="error">{errorText(t, startError)}</Notice>}
      <form
        className="line"
        onSubmit={(event) => {
          event.preventDefault()
          void home.start(topicOr(title, t('home.ownMeeting', { name })))
        }}
      >
        <TopicField label={t('home.topic')} value={title} onChange={setTitle} />
        <Button type="submit" variant="primary" isBusy={isStarting}>
          {isStarting ? t('home.starting') : t('home.startNow')}
        </Button>
      </form>
    </section>
  )
}
