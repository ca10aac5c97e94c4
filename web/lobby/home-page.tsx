import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../contract/home.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { Notice } from '../controls/notice.tsx'
import { TextField } from '../controls/text-field.tsx'
import { errorWords } from '../i18n/words.ts'
import { PageFrame } from '../page-frame.tsx'
import { openHome, type Home } from '../state/home.ts'
import { meetingPath } from '../state/route.ts'
import { useObservable } from '../state/use-observable.ts'
import { keepFresh } from './keep-fresh.ts'
import { JoinForm } from './join-form.tsx'
import { OngoingMeetings, RecentMeetings } from './meeting-lists.tsx'
import { NoticeOffer } from './notice-offer.tsx'

export function HomePage({ model, me }: { model: AppModel; me: Me }) {
  const { t } = useTranslation()
  const [home] = useState(() =>
    openHome(model.api, {
      enter: (arrival) => model.navigation.go(meetingPath(arrival)),
      signedOut: model.session.lost,
    }),
  )
  const { meetings, isStale } = useObservable(home.view)
  useEffect(() => keepFresh(home.refresh), [home])
  return (
    <PageFrame model={model} me={me}>
      <h1>{t('home.greeting', { name: me.name })}</h1>
      <NoticeOffer />
      <div className="home-ways">
        <StartCard home={home} />
        <section className="card" aria-labelledby="join">
          <h2 id="join">{t('home.join')}</h2>
          <p className="lead">{t('home.joinLead')}</p>
          <JoinForm model={model} submit={t('home.joinNow')} />
        </section>
      </div>
      {isStale && <Notice tone="warning">{t('home.stale')}</Notice>}
      <OngoingMeetings meetings={meetings?.ongoing} rejoin={home.rejoin} />
      <RecentMeetings meetings={meetings?.recent} />
    </PageFrame>
  )
}

function StartCard({ home }: { home: Home }) {
  const { t } = useTranslation()
  const { isStarting, startFault } = useObservable(home.view)
  const [title, setTitle] = useState('')
  return (
    <section className="card card-start" aria-labelledby="start">
      <h2 id="start">{t('home.start')}</h2>
      <p className="lead">{t('home.startLead')}</p>
      {startFault !== undefined && <Notice tone="error">{errorWords(t, startFault)}</Notice>}
      <form
        className="line"
        onSubmit={(event) => {
          event.preventDefault()
          void home.start(title)
        }}
      >
        <TextField label={t('home.topic')} value={title} onChange={setTitle} maxLength={256} autoComplete="off" />
        <Button type="submit" look="primary" isBusy={isStarting}>
          {isStarting ? t('home.starting') : t('home.startNow')}
        </Button>
      </form>
    </section>
  )
}
