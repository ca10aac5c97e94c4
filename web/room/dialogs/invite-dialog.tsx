import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Notice } from '../../controls/notice.tsx'
import type { Readable } from '../../../client/observable.ts'
import type { InviteView } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { groupRoomCode } from '../../../contract/text/room-code.ts'
import { CallColleagues } from './call-colleagues.tsx'
import { CopyButton } from '../../controls/copy-button.tsx'
import './invite.css'

const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }))

export type InviteDialogProps = { invite: Readable<InviteView>; title: string; onClose: () => void }

/** Ways to invite others: link, room code, QR code, or a call. */
export function InviteDialog({ invite, title, onClose }: InviteDialogProps) {
  const { t } = useTranslation()
  const view = useObservable(invite)
  return (
    <Dialog title={t('room.invite.title')} size="wide" isOpen onClose={onClose}>
      <div className="invite" data-testid="invite-dialog">
        {view.locked && (
          <Notice tone="warning">
            <span data-testid="invite-locked">{t('room.invite.locked')}</span>
          </Notice>
        )}
        {view.invitation ? (
          <Ways invitation={view.invitation} title={title} />
        ) : (
          <p className="invite-ways">{t('room.invite.notYours')}</p>
        )}
        {view.colleagues && <CallColleagues colleagues={view.colleagues} found={view.found} />}
      </div>
    </Dialog>
  )
}

function Ways({ invitation, title }: { invitation: NonNullable<InviteView['invitation']>; title: string }) {
  const { t } = useTranslation()
  const [isQrShown, setQrShown] = useState(false)
  const { link, roomCode, passcode } = invitation
  const code = groupRoomCode(roomCode)
  return (
    <div className="invite-ways">
      <dl>
        <Way name={t('room.invite.link')} copy={t('room.invite.copyLink')} value={link} testId="invite-link" />
        <Way name={t('room.invite.code')} copy={t('room.invite.copyCode')} value={code} testId="invite-code" />
        <Way
          name={t('room.invite.passcode')}
          copy={t('room.invite.copyPasscode')}
          value={passcode}
          testId="invite-passcode"
        />
      </dl>
      <CopyButton
        text={t('room.invite.text', { title, link, code, passcode })}
        label={t('room.invite.all')}
        variant="primary"
        testId="copy-invitation"
      />
      <Button
        variant="quiet"
        aria-expanded={isQrShown}
        data-testid="show-qr"
        onPress={() => setQrShown((isShown) => !isShown)}
      >
        {t(isQrShown ? 'room.invite.hideQr' : 'room.invite.showQr')}
      </Button>
      {isQrShown && (
        <Suspense>
          <QrCode text={link} label={t('room.invite.qr')} />
        </Suspense>
      )}
    </div>
  )
}

function Way({ name, copy, value, testId }: { name: string; copy: string; value: string; testId: string }) {
  return (
    <div className="invite-way">
      <dt>{name}</dt>
      <dd>
        <span className="invite-value" data-testid={testId}>
          {value}
        </span>
        <CopyButton text={value} label={copy} isSmall />
      </dd>
    </div>
  )
}
