import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Icon } from '../controls/icon.tsx'
import { toInitials } from '../controls/initials.ts'
import { Notice } from '../controls/notice.tsx'
import type { Ringing } from '../state/calls/ringing.ts'
import { useObservable } from '../state/use-observable.ts'

/**
 * Fills the page while a call comes in. Only an answer or the end of the call closes it. No button has the focus, so a key
 * that the person was about to press answers nothing.
 */
export function RingingDialog({ ringing }: { ringing: Ringing }) {
  const { t } = useTranslation()
  const { ring, waiting, isAnswering, error } = useObservable(ringing.view)
  const textFor = (code: string) => {
    switch (code) {
      case 'conference-ended':
        return t('ring.ended')
      case 'conference-locked':
        return t('ring.locked')
      case 'host-absent':
        return t('ring.hostAbsent')
      case 'banned':
        return t('ring.banned')
      default:
        return t('ring.failed', { code })
    }
  }
  return (
    <Dialog
      title={ring?.inviter === undefined ? t('ring.fromUnknown') : t('ring.from', { name: ring.inviter })}
      role="alertdialog"
      size="full"
      isOpen={ring !== undefined}
      actions={
        <>
          <Button variant="danger" size="large" isDisabled={isAnswering} onPress={() => void ringing.decline()}>
            {t('ring.decline')}
          </Button>
          <Button size="large" isBusy={isAnswering} onPress={() => void ringing.accept({ video: false })}>
            <Icon name="microphone" />
            {t('ring.acceptAudio')}
          </Button>
          <Button
            variant="primary"
            size="large"
            isBusy={isAnswering}
            onPress={() => void ringing.accept({ video: true })}
          >
            <Icon name="camera" />
            {t('ring.acceptVideo')}
          </Button>
        </>
      }
    >
      <p className="ring-kind">{t('ring.title')}</p>
      <span className="ring-pulse" aria-hidden="true">
        {toInitials(ring?.inviter ?? ring?.title ?? '')}
      </span>
      <p className="ring-meeting">{ring?.title}</p>
      {waiting > 0 && <p>{t('ring.waiting', { count: waiting })}</p>}
      {error !== undefined && <Notice tone={error === 'host-absent' ? 'calm' : 'error'}>{textFor(error)}</Notice>}
    </Dialog>
  )
}
