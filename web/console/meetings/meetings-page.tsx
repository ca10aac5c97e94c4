import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../controls/text-field.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { openMeetingsList, readMeetingsFilter } from '../../state/console/meetings/meetings.ts'
import { useObservable } from '../../state/use-observable.ts'
import { PersonFilter } from '../person-filter.tsx'
import { meetingsApi } from '../requests/meetings.ts'
import { SearchField } from '../search-field.tsx'
import type { ConsoleViewProps } from '../view-props.ts'
import { MeetingPage } from './meeting-page.tsx'
import { MeetingsTable } from './meetings-table.tsx'

/** The meetings of the organization, or one of them. */
export function MeetingsPage(props: ConsoleViewProps) {
  const { id } = props.place
  return id === undefined ? <MeetingsListPage {...props} /> : <MeetingPage key={id} {...props} id={id} />
}

function MeetingsListPage({ model, place, corpId, organization, filter, pathOf }: ConsoleViewProps) {
  const { t } = useTranslation('console')
  const { title, person, guest, code, from, to } = readMeetingsFilter(place)
  const [list] = useState(() =>
    openMeetingsList(meetingsApi, {
      corpId,
      first: { title, person, guest, code, from, to },
      signedOut: model.session.lost,
      startOf,
    }),
  )
  const view = useObservable(list.view)
  const name = useObservable(list.person)
  useEffect(() => {
    void list.show({ title, person, guest, code, from, to })
  }, [list, title, person, guest, code, from, to])
  useEffect(() => startAutoRefresh(list.refresh), [list])
  const hasMore = view.phase === 'shown' && view.hasMore
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.meetings')}</h1>
          <p className="lead">{t('meetings.lead', { organization })}</p>
        </div>
      </header>
      <div className="console-filters" role="search">
        <SearchField
          label={t('meetings.search')}
          placeholder={t('meetings.searchHint')}
          value={title}
          search={(text) => filter({ title: text })}
          testId="search-meetings"
        />
        <PersonFilter
          corpId={corpId}
          value={person}
          name={name}
          choose={(unionId) => filter({ person: unionId })}
          guest={guest}
          chooseGuest={(chosen) => filter({ guest: chosen })}
        />
        <SearchField
          label={t('meetings.code')}
          placeholder={t('meetings.codeHint')}
          value={code}
          search={(text) => filter({ code: text })}
          testId="search-code"
          isNarrow
        />
        <TextField
          type="date"
          label={t('meetings.from')}
          value={from}
          onChange={(date) => filter({ from: date })}
          testId="from-date"
        />
        <TextField
          type="date"
          label={t('meetings.to')}
          value={to}
          onChange={(date) => filter({ to: date })}
          testId="to-date"
        />
      </div>
      <MeetingsTable
        view={view}
        more={() => void list.more()}
        restart={() => void list.restart()}
        none={t(hasMore ? 'meetings.noneYet' : 'meetings.none')}
        model={model}
        pathOf={pathOf}
      />
    </>
  )
}

/** The first moment of a date in the time zone of the browser, `days` later. */
function startOf(date: string, days: number): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, day + days).getTime()
}
