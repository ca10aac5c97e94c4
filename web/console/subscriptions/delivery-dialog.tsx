import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryAnswer } from '../../../contract/web/subscription-types.ts'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Notice } from '../../controls/notice.tsx'
import { openAttempt } from '../../state/console/attempt.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { AttemptAnswerText } from './attempt-answer.tsx'
import { CodeText } from './code-text.tsx'
import { useEventWords } from './event-words.ts'

export type DeliveryDialogProps = {
  delivery: DeliveryAnswer
  /** Whether one that waits can be sent now. */
  canSendNow: boolean
  /** Sends the event now. @throws ApiError */
  resend: () => Promise<void>
  close: () => void
  signedOut: () => void
}

/** One delivery: its event, what was tried, what the endpoint answered, and the payload. */
export function DeliveryDialog({ delivery, canSendNow, resend, close, signedOut }: DeliveryDialogProps) {
  const { t } = useTranslation('console')
  const errorWords = useErrorWords()
  const { eventOf } = useEventWords()
  const [attempt] = useState(() => openAttempt(signedOut))
  const { isBusy, error } = useObservable(attempt.view)
  const { state, last, payload } = delivery
  return (
    <Dialog
      title={eventOf(delivery)}
      isOpen
      onClose={close}
      size="wide"
      actions={
        <>
          <Button onPress={close}>{t('done')}</Button>
          {(state === 'dead' || (state === 'waiting' && canSendNow)) && (
            <Button
              variant="primary"
              isBusy={isBusy}
              onPress={() => void attempt.run(resend)}
              data-testid="resend-delivery"
            >
              {t(state === 'dead' ? 'events.resend' : 'events.sendNow')}
            </Button>
          )}
        </>
      }
    >
      {error !== undefined && <Notice tone="error">{errorWords(error)}</Notice>}
      <Facts delivery={delivery} />
      {last && <AttemptAnswerText attempt={last} />}
      {payload === undefined ? (
        <p className="console-note">{t('events.payloadGone')}</p>
      ) : (
        <CodeText label={t('events.payload')} text={JSON.stringify(payload, undefined, 2)} testId="payload" />
      )}
    </Dialog>
  )
}

function Facts({ delivery }: { delivery: DeliveryAnswer }) {
  const { t } = useTranslation('console')
  const { resultOf, timeOf } = useEventWords()
  const { id, eventId, type, happenedAt, state, attempts, nextAt, waitsFor, last } = delivery
  const facts: readonly (readonly [string, string])[] = [
    [t('events.state'), t(`events.delivery.${state}`)],
    [t('events.attempts'), String(attempts)],
    ...(nextAt === undefined
      ? []
      : [
          [
            t('events.nextAttempt'),
            waitsFor === undefined ? timeOf(nextAt) : t('events.waitsForLong', { id: waitsFor }),
          ] as const,
        ]),
    ...(last
      ? [
          [
            t('events.result'),
            [resultOf(last), timeOf(last.at), t('events.took', { ms: last.ms })].join(' · '),
          ] as const,
        ]
      : []),
    ...(happenedAt === undefined ? [] : [[t('events.happened'), timeOf(happenedAt)] as const]),
    [t('events.event'), [`#${id}`, ...(type === undefined ? [] : [type])].join(' · ')],
    ...(eventId === undefined ? [] : [[t('events.eventId'), eventId] as const]),
  ]
  return (
    <dl className="events-facts" data-testid="delivery-facts">
      {facts.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </dl>
  )
}

function FactRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
