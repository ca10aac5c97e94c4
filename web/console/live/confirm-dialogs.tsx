import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LiveMemberAnswer } from '../../../contract/web/console-live-types.ts'
import { Switch } from '../../controls/switch.tsx'
import type { LiveMeetingModel, LiveMeetingFacts } from '../../state/console/live/live-meeting.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'

type ConfirmProps = { meeting: Pick<LiveMeetingModel, 'perform'>; close: () => void; signedOut: () => void }

/** Asks before a meeting is ended for everybody. */
export function EndDialog({ facts, meeting, close, signedOut }: ConfirmProps & { facts: LiveMeetingFacts }) {
  const { t } = useTranslation('console')
  const { title, inside } = facts.meeting
  return (
    <ConfirmDialog
      title={t('live.endTitle', { title })}
      confirm={t('live.end')}
      isDanger
      act={() => meeting.perform({ act: 'end' })}
      close={close}
      signedOut={signedOut}
    >
      <p>{t('live.endWords', { count: inside })}</p>
    </ConfirmDialog>
  )
}

/** Asks before a person is removed, and whether they may come back. */
export function RemoveDialog({
  facts,
  member,
  meeting,
  close,
  signedOut,
}: ConfirmProps & { facts: LiveMeetingFacts; member: LiveMemberAnswer }) {
  const { t } = useTranslation('console')
  const { key, name } = member
  const [forbidRejoin, setForbidRejoin] = useState(false)
  return (
    <ConfirmDialog
      title={t('live.removeTitle', { name })}
      confirm={t('live.remove')}
      isDanger
      act={() => meeting.perform({ act: 'remove', member: key, forbidRejoin }, name)}
      close={close}
      signedOut={signedOut}
    >
      {!forbidRejoin && <p>{t(`live.rejoin.${rejoinWay(facts)}`)}</p>}
      <Switch isSelected={forbidRejoin} onChange={setForbidRejoin} data-testid="forbid-rejoin">
        {t('live.forbid')}
      </Switch>
    </ConfirmDialog>
  )
}

/** How a person who was removed can come back, as the meeting is now. */
function rejoinWay({ meeting: { locked }, waitingRoom }: LiveMeetingFacts): 'locked' | 'waiting' | 'free' {
  if (locked) return 'locked'
  return waitingRoom ? 'waiting' : 'free'
}
