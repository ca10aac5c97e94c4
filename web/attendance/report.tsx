import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttendanceAnswer } from '../../contract/web/attendance-types.ts'
import { WEB } from '../../contract/web/paths.ts'
import { Notice } from '../controls/notice.tsx'
import { addAttendanceTexts } from '../i18n/attendance-texts.ts'
import { Files } from './files.tsx'
import { Heading } from './heading.tsx'
import { PeopleTable } from './people-table.tsx'
import { Timeline } from './timeline.tsx'
import { Totals } from './totals.tsx'
import { useConnections } from './use-connections.ts'
import '../controls/scroll-cue.css'
import './attendance.css'
import './timeline.css'
import './print.css'

addAttendanceTexts()

const ownTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

export type AttendanceReportProps = {
  answer: AttendanceAnswer
  href: (path: string) => string
  /** It stands in a page that says which meeting it is. */
  isPart?: boolean
}

/** Who was in a meeting, from when to when: numbers, timeline, table and files. */
export function AttendanceReport({ answer, href, isPart = false }: AttendanceReportProps) {
  const { t } = useTranslation('attendance')
  const [timeZone, setTimeZone] = useState(() => (answer.timeZone === 'UTC' ? ownTimeZone : answer.timeZone))
  const connections = useConnections(answer)
  return (
    <div className="attendance">
      {!isPart && <Heading answer={answer} timeZone={timeZone} />}
      {!answer.whole && <Notice tone="calm">{t('own')}</Notice>}
      <Files
        path={`${WEB.conferences}/${answer.conferenceId}/attendance`}
        query={answer.whole ? {} : { own: '1' }}
        zones={[answer.timeZone]}
        timeZone={timeZone}
        setTimeZone={setTimeZone}
        href={href}
      />
      {answer.whole && <Totals answer={answer} timeZone={timeZone} />}
      <Timeline answer={answer} timeZone={timeZone} connections={connections} />
      <PeopleTable answer={answer} timeZone={timeZone} connections={connections} />
    </div>
  )
}
