import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NotificationOffer } from '../alerts/notification-offer.tsx'
import { Button } from '../controls/button.tsx'
import type { EntryView } from '../state/entry/entry-views.ts'
import { SignInOffer } from './sign-in-offer.tsx'

/** While the person waits: what for, and a button to stop. */
export function Wait({ view }: { view: EntryView }) {
  const { t } = useTranslation()
  const text = useRef<HTMLDivElement>(null)
  // The button that had the focus is gone, so the text takes it.
  useEffect(() => text.current?.focus(), [])
  const { wait = 'waiting-room', waitsFor, stopWaiting } = view
  return (
    <div className="stack">
      <div ref={text} role="status" tabIndex={-1} data-testid="waiting" data-wait={wait}>
        <p>
          <strong>
            {waitsFor === undefined ? t(`room.wait.for.${wait}`) : t(`room.wait.owner.for.${wait}`, { name: waitsFor })}
          </strong>
        </p>
        <p className="lead">{t('room.wait.words')}</p>
      </div>
      <NotificationOffer reason="admitted" />
      <SignInOffer reason="waiting" signIn={view.signIn} />
      <Button size="large" data-testid="stop-waiting" onPress={() => stopWaiting?.()}>
        {t('room.wait.stop')}
      </Button>
    </div>
  )
}
