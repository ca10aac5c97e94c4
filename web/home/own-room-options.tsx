import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Notice } from '../controls/notice.tsx'
import { Switch } from '../controls/switch.tsx'
import { errorText } from '../i18n/format.ts'
import type { OwnRoomModel } from '../state/home/own-room.ts'
import { useObservable } from '../state/use-observable.ts'

/** The settings of the person’s own room, and a new link for it. */
export function OwnRoomOptions({ own, close }: { own: OwnRoomModel; close: () => void }) {
  const { t } = useTranslation()
  const { room, isBusy, error } = useObservable(own.view)
  const [isAsking, setAsking] = useState(false)
  if (room === undefined || room === 'none') return null
  const renew = async () => {
    if (await own.renew()) close()
  }
  if (isAsking)
    return (
      <Dialog
        title={t('home.room.renewAsk')}
        role="alertdialog"
        isOpen
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onPress={() => setAsking(false)}>{t('home.room.keep')}</Button>
            <Button variant="danger" isBusy={isBusy} onPress={() => void renew()}>
              {t('home.room.renewConfirm')}
            </Button>
          </>
        }
      >
        {error !== undefined && <Notice tone="error">{errorText(t, error)}</Notice>}
        <p>{t('home.room.renewAskWords')}</p>
      </Dialog>
    )
  return (
    <Dialog title={t('home.room.optionsTitle')} isOpen onClose={close}>
      {error !== undefined && <Notice tone="error">{errorText(t, error)}</Notice>}
      <Switch isSelected={room.waitingRoom} isDisabled={isBusy} onChange={(on) => void own.setWaitingRoom(on)}>
        {t('home.room.waitingRoom')}
      </Switch>
      <p className="lead">{t('home.room.waitingRoomWords')}</p>
      <div className="row">
        <div>
          <h3>{t('home.room.renewTitle')}</h3>
          <p className="lead">{t('home.room.renewWords')}</p>
        </div>
        <Button onPress={() => setAsking(true)}>{t('home.room.renew')}</Button>
      </div>
    </Dialog>
  )
}
