import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttemptAnswer, ListedSubscription } from '../../../contract/web/subscription-types.ts'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Notice } from '../../controls/notice.tsx'
import { openAttempt } from '../../state/console/attempt.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { subscriptionsApi } from '../requests/subscriptions.ts'
import { AttemptAnswerText } from './attempt-answer.tsx'
import { useEventWords } from './event-words.ts'

export type TestDialogProps = {
  corpId: string
  subscription: ListedSubscription
  close: () => void
  /** Called when something was sent, so that the state is loaded again. */
  changed: () => void
  signedOut: () => void
}

/** Sends a test event when it opens, and says what came of it. */
export function TestDialog({ corpId, subscription, close, changed, signedOut }: TestDialogProps) {
  const { t } = useTranslation('console')
  const errorWords = useErrorWords()
  const [outcome, setOutcome] = useState<{ attempt?: AttemptAnswer }>()
  const [sending] = useState(() => openAttempt(signedOut))
  const { isBusy, error } = useObservable(sending.view)
  const { id, appName } = subscription
  // While an attempt is under way, `run` makes no second one.
  const send = useCallback(
    () =>
      sending.run(async () => {
        setOutcome(await subscriptionsApi.sendTestEvent(corpId, id))
        changed()
      }),
    [sending, corpId, id, changed],
  )
  useEffect(() => void send(), [send])
  return (
    <Dialog
      title={t('events.testTitle', { app: appName })}
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('done')}</Button>
          <Button variant="primary" isBusy={isBusy} onPress={() => void send()} data-testid="test-again">
            {t('events.again')}
          </Button>
        </>
      }
    >
      {error !== undefined && <Notice tone="error">{errorWords(error)}</Notice>}
      {isBusy && <Notice tone="calm">{t('events.testSending')}</Notice>}
      {!isBusy && error === undefined && outcome && (
        <TestOutcome attempt={outcome.attempt} sendsWaiting={subscription.waiting > 0 && !subscription.paused} />
      )}
    </Dialog>
  )
}

function TestOutcome({ attempt, sendsWaiting }: { attempt: AttemptAnswer | undefined; sendsWaiting: boolean }) {
  const { t } = useTranslation('console')
  const { whyOf } = useEventWords()
  if (attempt === undefined) return <Notice tone="warning">{t('events.testNoConnection')}</Notice>
  const { failure, status, ms } = attempt
  const facts = [...(status === undefined ? [] : [t('events.status', { status })]), t('events.took', { ms })]
  return (
    <div className="stack" data-testid="test-outcome">
      {failure === undefined ? (
        <Notice tone="good">{t(sendsWaiting ? 'events.testArrivedNow' : 'events.testArrived')}</Notice>
      ) : (
        <Notice tone="error">{t('events.testFailed', { why: whyOf({ failure }) })}</Notice>
      )}
      <p className="console-note">{facts.join(' · ')}</p>
      <AttemptAnswerText attempt={attempt} />
    </div>
  )
}
