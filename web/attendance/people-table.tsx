import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttendanceAnswer, PersonAttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { Badge } from '../controls/badge.tsx'
import { Button } from '../controls/button.tsx'
import { EmptyState } from '../controls/empty-state.tsx'
import { Select } from '../controls/select.tsx'
import { TextField } from '../controls/text-field.tsx'
import { formatDuration } from '../i18n/format.ts'
import { idOf, ORDERS, selectPeople, type Order } from '../state/attendance/people.ts'
import type { Connections } from '../state/attendance/quality.ts'
import { connectionWords } from './connection-words.ts'
import { formatClock } from './times.ts'

/** How many more people are listed at a time. */
const ROWS = 200

/** The people in a table that can be searched and sorted. */
export function PeopleTable({
  answer,
  timeZone,
  connections,
}: {
  answer: AttendanceAnswer
  timeZone: string
  connections: Connections | undefined
}) {
  const { t, i18n } = useTranslation('attendance')
  const [query, setQuery] = useState('')
  const [order, setOrder] = useState<Order>('arrival')
  const [shown, setShown] = useState(ROWS)
  const people = selectPeople(answer.people, { query, order, language: i18n.language })
  const hasPlan = answer.plannedStart !== undefined
  const hasConnections = (connections?.size ?? 0) > 0
  const labels: Record<Order, string> = { arrival: t('sortArrival'), name: t('sortName'), time: t('sortTime') }
  const more = Math.min(ROWS, people.length - shown)
  return (
    <section className="card stack" aria-labelledby="people">
      <h2 id="people">{t('people')}</h2>
      {answer.whole && (
        <div className="attendance-find">
          <TextField label={t('find')} value={query} onChange={setQuery} testId="find-person" />
          <Select
            label={t('sort')}
            options={ORDERS.map((id) => ({ id, label: labels[id] }))}
            value={order}
            onChange={(id) => setOrder(ORDERS.find((known) => known === id) ?? 'arrival')}
          />
        </div>
      )}
      {people.length === 0 && <EmptyState isStatus>{t('nobody')}</EmptyState>}
      {people.length > 0 && (
        <div className="attendance-table scroll-cue" role="region" aria-labelledby="people" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('wayIn')}</th>
                <th scope="col">{t('firstIn')}</th>
                <th scope="col">{t('lastOut')}</th>
                <th scope="col">{t('timeInside')}</th>
                <th scope="col">{t('share')}</th>
                {hasPlan && <th scope="col">{t('againstPlan')}</th>}
                {hasConnections && <th scope="col">{t('connection')}</th>}
                <th scope="col">{t('sessions')}</th>
              </tr>
            </thead>
            <tbody>
              {people.slice(0, shown).map((person) => (
                <PersonRow
                  key={idOf(person)}
                  person={person}
                  start={answer.startTime}
                  timeZone={timeZone}
                  hasPlan={hasPlan}
                  connections={hasConnections ? connections : undefined}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more > 0 && (
        <p>
          <Button onPress={() => setShown(shown + ROWS)}>{t('more', { count: more })}</Button>
        </p>
      )}
    </section>
  )
}

type PersonRowProps = {
  person: PersonAttendanceAnswer
  start: number
  timeZone: string
  hasPlan: boolean
  connections: Connections | undefined
}

function PersonRow({ person, start, timeZone, hasPlan, connections }: PersonRowProps) {
  const { t, i18n } = useTranslation('attendance')
  const { t: common } = useTranslation()
  const { name, jobNumber, kind, outside, wayIn, joinTime, leaveTime, durationMs, share, roles, removedAt } = person
  const clock = (at: number | undefined) =>
    at === undefined ? '–' : formatClock(i18n.language, at, { timeZone, from: start })
  const marks = [
    ...(roles.some(({ role }) => role === 'host') ? [t('host')] : []),
    ...(roles.some(({ role }) => role === 'co-host') ? [t('coHost')] : []),
    ...(kind === 'guest' ? [t('guest')] : []),
    ...(kind === 'phone' ? [t('phone')] : []),
    ...(kind === 'user' && outside ? [t('outside')] : []),
    ...(removedAt.length > 0 ? [t('removed')] : []),
  ]
  return (
    <tr data-testid="attendance-person">
      <th scope="row">
        <span className="attendance-name">{name}</span>
        {jobNumber !== undefined && <span className="attendance-number">{jobNumber}</span>}
        {marks.map((mark) => (
          <Badge key={mark}>{mark}</Badge>
        ))}
      </th>
      <td>{wayIn ? t(`ways.${wayIn}`) : t('never')}</td>
      <td>{clock(joinTime)}</td>
      <td>{person.inside ? t('stillInside') : clock(leaveTime)}</td>
      <td>{joinTime === undefined ? '–' : formatDuration(common, durationMs)}</td>
      <td>{joinTime === undefined ? '–' : new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(share)}</td>
      {hasPlan && <td>{againstPlan()}</td>}
      {connections && (
        <td>
          {person.kind === 'guest'
            ? t('noDetails')
            : connectionWords(connections.get(person.unionId ?? ''), { t, common })}
        </td>
      )}
      <td>{person.sessions.length}</td>
    </tr>
  )

  function againstPlan(): string {
    const { lateMs, leftEarlyMs } = person
    if (joinTime === undefined) return '–'
    const late = lateMs !== undefined && t('late', { time: formatDuration(common, lateMs) })
    const early = leftEarlyMs !== undefined && t('early', { time: formatDuration(common, leftEarlyMs) })
    const words = [late, early].filter((text) => text !== false)
    return words.length === 0 ? t('inTime') : words.join(' · ')
  }
}
