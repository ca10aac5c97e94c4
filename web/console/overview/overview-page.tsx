import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OverviewAnswer } from '../../../contract/web/console-live-types.ts'
import type { PlannedMeetingsAnswer } from '../../../contract/web/console-meetings-types.ts'
import { Badge } from '../../controls/badge.tsx'
import { EmptyState } from '../../controls/empty-state.tsx'
import { Notice } from '../../controls/notice.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { formatTimeAfter } from '../../i18n/format.ts'
import { PageLink } from '../../page-frame.tsx'
import { openOverview } from '../../state/console/overview/overview.ts'
import { attendancePath } from '../../state/route.ts'
import { serverClock } from '../../state/server-clock.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { liveApi } from '../requests/live.ts'
import type { ConsoleViewProps } from '../view-props.ts'
import { HealthList } from './health-list.tsx'
import { TroubledEvents } from './troubled-events.tsx'
import './overview.css'

const EVERY_MS = 5_000

/** What an administrator sees first: the numbers of this moment, today's meetings, and the health of the server. */
export function OverviewPage({ model, corpId, organization, pathOf }: ConsoleViewProps) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  const words = useErrorWords()
  const [overview] = useState(() =>
    openOverview(liveApi, { corpId, now: () => serverClock.now(), signedOut: model.session.lost }),
  )
  const view = useObservable(overview.view)
  const planned = useObservable(overview.planned)
  const troubled = useObservable(overview.troubled)
  useEffect(() => startAutoRefresh(overview.refresh, EVERY_MS), [overview])
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.overview')}</h1>
          <p className="lead">{t('overview.lead', { organization })}</p>
        </div>
      </header>
      {view.phase === 'loading' && <EmptyState isStatus>{common('app.loading')}</EmptyState>}
      {view.phase === 'refused' && <Notice tone="error">{words(view.code)}</Notice>}
      {view.phase === 'shown' && (
        <>
          {view.isStale && <Notice tone="warning">{t('stale')}</Notice>}
          {view.answer.media.down && <Notice tone="warning">{t('overview.mediaDown')}</Notice>}
          <Numbers answer={view.answer} planned={planned?.total} model={model} livePath={pathOf({ page: 'live' })} />
          {troubled.length > 0 && <TroubledEvents troubled={troubled} model={model} pathOf={pathOf} />}
          <Today answer={view.answer} model={model} pathOf={pathOf} />
          {planned && <Planned answer={planned} />}
          {view.answer.health && <HealthList media={view.answer.media} health={view.answer.health} />}
        </>
      )}
    </>
  )
}

type PartProps = Pick<ConsoleViewProps, 'model'> & { answer: OverviewAnswer }

function Numbers({ answer, planned, model, livePath }: PartProps & { planned: number | undefined; livePath: string }) {
  const { t, i18n } = useTranslation('console')
  const { now, day } = answer
  const numbers = new Intl.NumberFormat(i18n.language)
  return (
    <dl className="overview-numbers">
      <div className="card">
        <dt>{t('overview.meetings')}</dt>
        <dd data-testid="now-meetings">
          <PageLink model={model} to={livePath} label={`${numbers.format(now.meetings)} – ${t('overview.meetings')}`}>
            {numbers.format(now.meetings)}
          </PageLink>
        </dd>
      </div>
      <div className="card">
        <dt>{t('overview.people')}</dt>
        <dd data-testid="now-people">{numbers.format(now.people)}</dd>
      </div>
      <div className="card">
        <dt>{t('overview.today')}</dt>
        <dd data-testid="day-total">{numbers.format(day.total)}</dd>
      </div>
      {planned !== undefined && (
        <div className="card">
          <dt>{t('overview.later')}</dt>
          <dd data-testid="planned-total">{numbers.format(planned)}</dd>
        </div>
      )}
    </dl>
  )
}

function Today({ answer, model, pathOf }: PartProps & Pick<ConsoleViewProps, 'pathOf'>) {
  const { t, i18n } = useTranslation('console')
  const { total, latest } = answer.day
  return (
    <section className="card stack" aria-labelledby="today">
      <h2 id="today">{t('overview.latest')}</h2>
      {latest.length === 0 && <EmptyState>{t('overview.latestNone')}</EmptyState>}
      {latest.length > 0 && (
        <ul className="overview-meetings">
          {latest.map(({ conferenceId, title, startTime, endTime, attended }) => (
            <li key={conferenceId} data-testid="day-meeting">
              <div>
                <PageLink
                  model={model}
                  to={endTime === undefined ? pathOf({ page: 'live', id: conferenceId }) : attendancePath(conferenceId)}
                >
                  {title}
                </PageLink>
                {endTime === undefined && <Badge tone="strong">{t('overview.goingOn')}</Badge>}
              </div>
              <span className="console-note">
                {[
                  [startTime, ...(endTime === undefined ? [] : [endTime])]
                    .map((at) => formatTimeAfter(i18n.language, at, startTime))
                    .join('–'),
                  t('overview.attended', { count: attended }),
                ].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {total > latest.length && <p className="console-note">{t('overview.latestMore', { count: latest.length })}</p>}
    </section>
  )
}

function Planned({ answer: { total, first } }: { answer: PlannedMeetingsAnswer }) {
  const { t, i18n } = useTranslation('console')
  return (
    <section className="card stack" aria-labelledby="planned">
      <h2 id="planned">{t('overview.planned')}</h2>
      {first.length === 0 && <EmptyState>{t('overview.plannedNone')}</EmptyState>}
      {first.length > 0 && (
        <ul className="overview-meetings">
          {first.map(({ bookingId, title, startTime, endTime, organizer }) => (
            <li key={bookingId} data-testid="planned-meeting">
              {title}
              <span className="console-note">
                {[startTime, endTime].map((at) => formatTimeAfter(i18n.language, at, startTime)).join('–')} ·{' '}
                {organizer}
              </span>
            </li>
          ))}
        </ul>
      )}
      {total > first.length && <p className="console-note">{t('overview.plannedMore', { count: first.length })}</p>}
    </section>
  )
}
