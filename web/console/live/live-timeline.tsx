import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttendanceAnswer } from '../../../contract/web/attendance-types.ts'
import type { AppModel } from '../../app-model.ts'
import { Timeline } from '../../attendance/timeline.tsx'
import { useConnections } from '../../attendance/use-connections.ts'
import { EmptyState } from '../../controls/empty-state.tsx'
import { Notice } from '../../controls/notice.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { addAttendanceTexts } from '../../i18n/attendance-texts.ts'
import { openAttendance } from '../../state/attendance/attendance.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import '../../attendance/timeline.css'
import '../../controls/scroll-cue.css'

addAttendanceTexts()

const ownTimeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Who has been in the meeting so far, from when to when. */
export function LiveTimeline({ model, conferenceId }: { model: AppModel; conferenceId: string }) {
  const { t } = useTranslation()
  const words = useErrorWords()
  const [attendance] = useState(() => openAttendance(model.api, { conferenceId, signedOut: model.session.lost }))
  const view = useObservable(attendance.view)
  useEffect(() => startAutoRefresh(attendance.refresh), [attendance])
  switch (view.phase) {
    case 'loading':
      return <EmptyState isStatus>{t('app.loading')}</EmptyState>
    case 'refused':
      return <Notice tone="error">{words(view.code)}</Notice>
    case 'shown':
      return (
        <div className="live-timeline">
          <ConnectedTimeline answer={view.answer} />
        </div>
      )
  }
}

function ConnectedTimeline({ answer }: { answer: AttendanceAnswer }) {
  const connections = useConnections(answer)
  return <Timeline answer={answer} timeZone={ownTimeZone} connections={connections} />
}
