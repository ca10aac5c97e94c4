import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Switch } from '../../controls/switch.tsx'
import type { HostSetting, HostToolsView } from '../../state/room/host-tools-view.ts'
import './host-tools.css'

type HostToolsDialogProps = { tools: HostToolsView; onMuteAll: () => void; onClose: () => void }

/** The settings of the running meeting, and the actions on everyone in it. */
export function HostToolsDialog({ tools, onMuteAll, onClose }: HostToolsDialogProps) {
  const { t } = useTranslation()
  const { allowUnmuting, lowerHands } = tools
  return (
    <Dialog title={t('room.hostTools.title')} isOpen onClose={onClose}>
      <section className="host-tools">
        <h3>{t('room.hostTools.joining')}</h3>
        {(['locked', 'waitingRoom', 'muteOnJoin'] as const).map((setting) => (
          <Setting key={setting} tools={tools} setting={setting} />
        ))}
      </section>
      <section className="host-tools">
        <h3>{t('room.hostTools.everyone')}</h3>
        {(['sharing', 'chat'] as const).map((setting) => (
          <Setting key={setting} tools={tools} setting={setting} />
        ))}
      </section>
      <section className="host-tools">
        <h3>{t('room.hostTools.people')}</h3>
        <div className="host-tools-actions">
          <Button data-testid="mute-all" onPress={onMuteAll}>
            {t('room.hostTools.muteAll')}
          </Button>
          {allowUnmuting && (
            <Button data-testid="allow-unmuting" onPress={allowUnmuting}>
              {t('room.hostTools.allowUnmuting')}
            </Button>
          )}
          {lowerHands && (
            <Button data-testid="lower-all-hands" onPress={lowerHands}>
              {t('room.hostTools.lowerHands')}
            </Button>
          )}
        </div>
      </section>
    </Dialog>
  )
}

function Setting({ tools, setting }: { tools: HostToolsView; setting: HostSetting }) {
  const { t } = useTranslation()
  return (
    <Switch data-testid={`set-${setting}`} isSelected={tools[setting]} onChange={(on) => tools.set(setting, on)}>
      <span className="host-tools-setting">
        {t(`room.hostTools.setting.${setting}`)}
        <small>{t(`room.hostTools.about.${setting}`)}</small>
      </span>
    </Switch>
  )
}
