import { useTranslation } from 'react-i18next'
import { Switch } from '../../controls/switch.tsx'
import { useObservable } from '../../state/use-observable.ts'
import { singleKeys } from './single-keys.ts'

/** Switches the single-key shortcuts of this browser on or off. */
export function KeysSwitch() {
  const { t } = useTranslation()
  const isOn = useObservable(singleKeys.on)
  return (
    <Switch isSelected={isOn} onChange={singleKeys.set} data-testid="single-keys">
      {t('room.keys.switch')}
    </Switch>
  )
}
