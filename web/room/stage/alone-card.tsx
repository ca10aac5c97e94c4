import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Readable } from '../../../client/observable.ts'
import { Button } from '../../controls/button.tsx'
import { CopyButton } from '../../controls/copy-button.tsx'
import { Icon } from '../../controls/icon.tsx'
import { TextField } from '../../controls/text-field.tsx'
import type { InviteView } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import './alone-card.css'

export type AloneCardProps = { invite: Readable<InviteView>; onCall: () => void }

/** Shown to a person who is alone in the meeting: the link to pass on, and colleagues to call. */
export function AloneCard({ invite, onCall }: AloneCardProps) {
  const { t } = useTranslation()
  const { invitation, colleagues, locked } = useObservable(invite)
  const [isClosed, setClosed] = useState(false)
  if (isClosed || (!invitation && !colleagues))
    return (
      <div className="stage-alone" data-testid="alone">
        <p>{t('room.stage.alone')}</p>
      </div>
    )
  return (
    <section className="stage-alone alone-card" aria-labelledby="alone" data-testid="alone">
      <div className="alone-head">
        <h2 id="alone">{t('room.stage.alone')}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t('room.close')}
          data-testid="close-alone"
          onClick={() => setClosed(true)}
        >
          <Icon name="close" />
        </button>
      </div>
      {locked && <p>{t('room.invite.locked')}</p>}
      {invitation && (
        <div className="alone-link">
          <TextField
            label={t('room.invite.link')}
            isLabelHidden
            isReadOnly
            testId="alone-link"
            value={invitation.link}
            onFocus={(event) => (event.target as HTMLInputElement).select()}
          />
          <CopyButton text={invitation.link} label={t('room.invite.copyLink')} isSmall testId="alone-copy" />
        </div>
      )}
      {colleagues && (
        <Button data-testid="alone-call" onPress={onCall}>
          <Icon name="phone" />
          {t('room.invite.colleagues')}
        </Button>
      )}
    </section>
  )
}
