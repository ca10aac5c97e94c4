import { useTranslation } from 'react-i18next'
import { Switch } from '../../controls/switch.tsx'
import { useObservable } from '../../state/use-observable.ts'
import { singleKeys } from './single-keys.ts'

/** Whether the keys of the meeting do anything, in this browser. */
export function KeysSwitch() {
  const { t } = useTranslation()
  const isOn = useObservable(singleKeys.on)
  return (
    <Switch isSelected={isOn} onChange={singleKeys.set} data-testid="single-keys">
      {t('room.keys.switch')}
    </Switch>
  )
}
