import { useTranslation } from 'react-i18next'
import type { DeviceTrouble } from '../state/devices/device-views.ts'
import { Icon } from './icon.tsx'

export type DeviceTroubleHelpProps = { device: 'microphone' | 'camera'; trouble: DeviceTrouble | undefined }

/** Why a device does not work, and what to do about it. */
export function DeviceTroubleHelp({ device, trouble }: DeviceTroubleHelpProps) {
  const { t } = useTranslation()
  if (!trouble) return null
  return (
    <div className="device-trouble" role="status" data-testid={`${device}-trouble`} data-trouble={trouble}>
      <Icon name="warning" />
      <p>
        <strong>{t(`room.trouble.${device}.${trouble}`)}</strong> {t(`room.trouble.help.${trouble}`)}
      </p>
    </div>
  )
}
