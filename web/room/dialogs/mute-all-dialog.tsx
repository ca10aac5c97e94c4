import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Switch } from '../../controls/switch.tsx'
import type { HostToolsView } from '../../state/room/host-tools-view.ts'

/** Asks before everyone is muted, and whether they may unmute themselves. */
export function MuteAllDialog({ tools, onClose }: { tools: HostToolsView; onClose: () => void }) {
  const { t } = useTranslation()
  const [mayUnmute, setMayUnmute] = useState(true)
  const mute = () => {
    tools.muteAll({ force: !mayUnmute })
    onClose()
  }
  return (
    <Dialog
      title={t('room.hostTools.mute.title')}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('room.cancel')}</Button>
          <Button variant="primary" data-testid="mute-all-confirm" onPress={mute}>
            {t('room.hostTools.mute.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('room.hostTools.mute.words')}</p>
      <Switch isSelected={mayUnmute} onChange={setMayUnmute} data-testid="may-unmute">
        {t('room.hostTools.mute.mayUnmute')}
      </Switch>
      <p className="field-description">{t(`room.hostTools.mute.${mayUnmute ? 'free' : 'barred'}`)}</p>
    </Dialog>
  )
}
