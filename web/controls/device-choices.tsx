import { useTranslation } from 'react-i18next'
import { Select } from './select.tsx'
import type { DeviceChoice, DevicesView } from '../state/devices/device-views.ts'

/** Choices of microphone, camera and speaker. Kinds that the browser does not let people choose are left out. */
export function DeviceChoices({ devices }: { devices: DevicesView }) {
  const { t } = useTranslation()
  return (
    <div className="device-choices">
      <Choice
        label={t('room.devices.microphone')}
        nameless={(n) => t('room.devices.nthMicrophone', { n })}
        choices={devices.microphones}
        onChoose={devices.chooseMicrophone}
      />
      <Choice
        label={t('room.devices.camera')}
        nameless={(n) => t('room.devices.nthCamera', { n })}
        choices={devices.cameras}
        onChoose={devices.chooseCamera}
      />
      {devices.speakers.length > 0 && (
        <Choice
          label={t('room.devices.speaker')}
          nameless={(n) => t('room.devices.nthSpeaker', { n })}
          choices={devices.speakers}
          onChoose={devices.chooseSpeaker}
        />
      )}
    </div>
  )
}

type ChoiceProps = {
  label: string
  /** For a device whose name the browser does not reveal. */
  nameless: (place: number) => string
  choices: readonly DeviceChoice[]
  onChoose: (id: string) => void
}

function Choice({ label, nameless, choices, onChoose }: ChoiceProps) {
  const { t } = useTranslation()
  return (
    <Select
      label={label}
      options={choices.map((choice, index) => ({ id: choice.id, label: choice.label || nameless(index + 1) }))}
      value={choices.find((choice) => choice.chosen)?.id ?? null}
      onChange={onChoose}
      isDisabled={choices.length === 0}
      placeholder={choices.length === 0 ? t('room.devices.none') : label}
    />
  )
}
