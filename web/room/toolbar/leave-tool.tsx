import { useCallback, useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import type { Readable } from '../../../client/observable.ts'
import type { IfHostLeaves, MeetingView } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useLeaveGuard } from '../use-leave-guard.ts'
import { ToolButton } from './tool-button.tsx'

/**
 * Leaves at once. A person who may end the meeting for all is asked which of the two they want. Everybody is asked if they leave
 * in another way, such as by Back.
 */
export function LeaveTool({ meeting }: { meeting: Readable<MeetingView> }) {
  const { t } = useTranslation()
  const { leave, endForAll, ifHostLeaves } = useObservable(meeting)
  const [isConfirming, setConfirming] = useState(false)
  const close = () => setConfirming(false)
  const confirm = useCallback(() => setConfirming(true), [])
  // Between this and the end of the session, the person is not asked again.
  const [isLeaving, setLeaving] = useState(false)
  const leaveOnce =
    leave &&
    (() => {
      setLeaving(true)
      leave()
    })
  useLeaveGuard(isLeaving ? undefined : confirm)
  return (
    <>
      <ToolButton
        icon="leave"
        label={t('room.bar.leave')}
        testId="leave"
        variant="danger"
        onClick={endForAll ? confirm : leaveOnce}
      />
      <Dialog
        title={t('room.leave.title')}
        isOpen={isConfirming}
        onClose={close}
        actions={<Button onPress={close}>{t('room.cancel')}</Button>}
      >
        <section className="leave-way">
          <p id="leave-words">{ifHostLeaves ? leaveText(ifHostLeaves, t) : t('room.end.left.words')}</p>
          <Button
            isDisabled={!leave}
            variant="primary"
            aria-describedby="leave-words"
            data-testid="leave-confirm"
            onPress={() => leaveOnce?.()}
          >
            {t('room.leave.leave')}
          </Button>
        </section>
        {endForAll && (
          <section className="leave-way">
            <p id="end-words">{t('room.leave.endWords')}</p>
            <Button variant="danger" aria-describedby="end-words" data-testid="end-for-all" onPress={endForAll}>
              {t('room.leave.end')}
            </Button>
          </section>
        )}
      </Dialog>
    </>
  )
}

function leaveText(then: IfHostLeaves, t: TFunction): string {
  return then.kind === 'next-host' ? t('room.leave.next-host', { nick: then.nick }) : t(`room.leave.${then.kind}`)
}
