import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { browserClock } from '../browser-clock.ts'
import { Preview } from '../entry/preview.tsx'
import { AudioLevelMeter } from '../media/level-meter.ts'
import { openOwnMedia } from '../media/open-own-media.ts'
import { TrackPicture } from '../media/track-picture.ts'
import { openDeviceCheck, type DeviceCheck } from '../state/devices/device-check.ts'
import { useObservable } from '../state/use-observable.ts'

/** In the settings both are off until the person turns them on, and the next meeting does not depend on that. */
const OFF = { read: () => ({ microphone: false, camera: false }), write: () => undefined }

/** Camera, microphone, speaker and effects, with a preview. */
export function OwnDevices() {
  const { t } = useTranslation()
  const [check, setCheck] = useState<DeviceCheck>()
  const open = useRef(openCheck)
  // In an effect, not while rendering: React discards renders, and what a discarded one opened would stay open.
  useEffect(() => {
    const now = open.current()
    setCheck(now)
    return () => now[Symbol.dispose]()
  }, [])
  return (
    <section className="card stack" aria-labelledby="own-devices">
      <h2 id="own-devices">{t('settings.ownDevices')}</h2>
      <p className="lead">{t('settings.ownDevicesLead')}</p>
      {check && <Shown check={check} />}
    </section>
  )
}

function openCheck(): DeviceCheck & Disposable {
  return openDeviceCheck({
    media: openOwnMedia(OFF),
    meter: new AudioLevelMeter(() => new AudioContext()),
    clock: browserClock,
    picture: (track) => new TrackPicture(track),
  })
}

function Shown({ check }: { check: DeviceCheck }) {
  return <Preview view={useObservable(check.view)} level={check.level} />
}
