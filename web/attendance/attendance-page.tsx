import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import { usePageTitle } from '../alerts/page-title.ts'
import { Button } from '../controls/button.tsx'
import { EmptyState } from '../controls/empty-state.tsx'
import { Notice } from '../controls/notice.tsx'
import { startAutoRefresh } from '../home/auto-refresh.ts'
import { errorText } from '../i18n/format.ts'
import { PageFrame } from '../page-frame.tsx'
import { openAttendance } from '../state/attendance/attendance.ts'
import { useObservable } from '../state/use-observable.ts'
import { Back } from './back.tsx'
import { AttendanceReport } from './report.tsx'

/** Who was in a meeting, from when to when. */
export function AttendancePage({ model, me, conferenceId }: { model: AppModel; me: Me; conferenceId: string }) {
  const { t } = useTranslation('attendance')
  const { t: common } = useTranslation()
  const [attendance] = useState(() => openAttendance(model.api, { conferenceId, signedOut: model.session.lost }))
  const view = useObservable(attendance.view)
  useEffect(() => startAutoRefresh(attendance.refresh), [attendance])
  usePageTitle(view.phase === 'shown' ? t('titleOf', { title: view.answer.title }) : t('title'))
  return (
    <PageFrame model={model} me={me}>
      {view.phase !== 'refused' && <Back model={model} />}
      {view.phase === 'loading' && <EmptyState isStatus>{common('app.loading')}</EmptyState>}
      {view.phase === 'refused' && (
        <>
          <h1>{refusalTitle(view.code)}</h1>
          {view.code === 'not-permitted' && <p className="lead">{t('refusedWords')}</p>}
          <p>
            <Button variant="primary" onPress={() => model.navigation.go('/')}>
              {t('back')}
            </Button>
          </p>
        </>
      )}
      {view.phase === 'shown' && (
        <>
          {view.isStale && <Notice tone="warning">{t('stale')}</Notice>}
          <AttendanceReport answer={view.answer} href={model.navigation.href} />
        </>
      )}
    </PageFrame>
  )

  function refusalTitle(code: string): string {
    if (code === 'not-permitted') return t('refused')
    return code === 'conference-not-found' ? t('unknown') : errorText(common, code)
  }
}
