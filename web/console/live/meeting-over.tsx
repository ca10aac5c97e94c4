import { useTranslation } from 'react-i18next'
import type { AppModel } from '../../app-model.ts'
import { Notice } from '../../controls/notice.tsx'
import { PageLink } from '../../page-frame.tsx'
import { attendancePath } from '../../state/route.ts'

type Props = { model: AppModel; conferenceId: string; logPath: string }

/** Says that the meeting has ended, and leads to what is known of it. `logPath`: its page among the meetings of the past. */
export function MeetingOver({ model, conferenceId, logPath }: Props) {
  const { t } = useTranslation('console')
  return (
    <Notice tone="calm">
      <p>{t('live.over')}</p>
      <p className="live-links">
        <PageLink model={model} to={attendancePath(conferenceId)}>
          {t('live.overAttendance')}
        </PageLink>
        <PageLink model={model} to={logPath}>
          {t('live.overLog')}
        </PageLink>
      </p>
    </Notice>
  )
}
