import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceCheckView } from '../state/devices/device-check.ts'
import type { Readable } from '../../client/observable.ts'
import { DeviceChoices } from '../controls/device-choices.tsx'
import { DeviceTroubleHelp } from '../controls/device-trouble-help.tsx'
import { Icon } from '../controls/icon.tsx'
import { LevelBar } from '../controls/level-bar.tsx'
import { PictureView } from '../controls/picture-view.tsx'
import '../controls/devices.css'
import './entry.css'

const EffectChoices = lazy(async () => ({
  default: (await import('../controls/effect-choices.tsx')).EffectChoices,
}))

/** A preview of the person's own camera and microphone, with the choice of devices. */
export function Preview({ view, level }: { view: DeviceCheckView; level: Readable<number> }) {
  const { t } = useTranslation()
  const { microphone, camera, preview, devices, effects } = view
  return (
    <section className="entry-preview" aria-label={t('room.entry.preview')}>
      <div className="entry-picture" data-testid="preview" data-on={preview !== undefined}>
        {preview ? (
          <PictureView picture={preview} />
        ) : (
          <p>{t(camera.busy ? 'room.entry.opening' : 'room.entry.cameraOff')}</p>
        )}
        <div className="entry-switches">
          <DeviceSwitch device="microphone" view={microphone} />
          <DeviceSwitch device="camera" view={camera} />
        </div>
      </div>
      <LevelBar level={level} />
      {(microphone.busy || camera.busy) && <p role="status">{t('room.entry.asking')}</p>}
      <DeviceTroubleHelp device="microphone" trouble={microphone.trouble} />
      <DeviceTroubleHelp device="camera" trouble={camera.trouble} />
      <details className="entry-devices" data-testid="choose-devices">
        <summary>{t('room.entry.devices')}</summary>
        <DeviceChoices devices={devices} />
      </details>
      <Effects effects={effects} />
    </section>
  )
}

/** Loaded when the person opens it. */
function Effects({ effects }: Pick<DeviceCheckView, 'effects'>) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  if (!effects.background && !effects.noise) return null
  return (
    <details
      className="entry-devices"
      data-testid="choose-effects"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t('effects.title')}</summary>
      <Suspense>{isOpen && <EffectChoices effects={effects} />}</Suspense>
    </details>
  )
}

function DeviceSwitch({ device, view }: { device: 'microphone' | 'camera'; view: DeviceCheckView['microphone'] }) {
  const { t } = useTranslation()
  const { on, busy, trouble, toggle } = view
  const icon = on ? device : (`${device}-off` as const)
  return (
    <button
      type="button"
      className="entry-switch"
      data-testid={`toggle-${device}`}
      data-busy={busy}
      data-trouble={trouble}
      aria-pressed={on}
      aria-disabled={!toggle}
      onClick={toggle}
    >
      <Icon name={icon} />
      <span>{t(`room.entry.${device}`)}</span>
    </button>
  )
}
