import { useTranslation } from 'react-i18next'
import { Dialog } from '../../controls/dialog.tsx'
import type { RoomModel } from '../../state/room/views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { DeviceChoices } from '../../controls/device-choices.tsx'
import { EffectChoices } from '../../controls/effect-choices.tsx'
import { DeviceTroubleHelp } from '../../controls/device-trouble-help.tsx'
import { LevelBar } from '../../controls/level-bar.tsx'
import '../../controls/devices.css'

/** The choice of microphone, camera, speaker and effects during the meeting. */
export function DevicesDialog({ room, onClose }: { room: RoomModel; onClose: () => void }) {
  const { t } = useTranslation()
  const own = useObservable(room.own)
  return (
    <Dialog title={t('room.devices.title')} isOpen onClose={onClose}>
      <DeviceTroubleHelp device="microphone" trouble={own.microphone.trouble} />
      <DeviceTroubleHelp device="camera" trouble={own.camera.trouble} />
      <DeviceChoices devices={own.devices} />
      <LevelBar level={room.level} />
      <EffectChoices effects={own.effects} />
    </Dialog>
  )
}
