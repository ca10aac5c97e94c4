import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import type { Readable } from '../state/observable.ts'
import type { MeetingView } from '../state/room-views.ts'
import { useObservable } from '../state/use-observable.ts'
import { ToolButton } from './tool-button.tsx'

/** Leaves at once; whoever may end the meeting for all is asked which of the two he means. */
export function LeaveTool({ meeting }: { meeting: Readable<MeetingView> }) {
  const { t } = useTranslation()
  const { leave, endForAll, role } = useObservable(meeting)
  const [isAsking, setAsking] = useState(false)
  const close = () => setAsking(false)
  return (
    <>
      <ToolButton
        icon="leave"
        label={t('room.bar.leave')}
        testId="leave"
        look="danger"
        onClick={endForAll ? () => setAsking(true) : leave}
      />
      <Dialog
        title={t('room.leave.title')}
        isOpen={isAsking}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t('room.cancel')}</Button>
            <Button isDisabled={!endForAll} look="danger" data-testid="end-for-all" onPress={() => endForAll?.()}>
              {t('room.leave.end')}
            </Button>
            <Button isDisabled={!leave} look="primary" data-testid="leave-confirm" onPress={() => leave?.()}>
              {t('room.leave.leave')}
            </Button>
          </>
        }
      >
        {role === 'host' && <p>{t('room.leave.hostWords')}</p>}
        <p>{t('room.leave.endWords')}</p>
      </Dialog>
    </>
  )
}
