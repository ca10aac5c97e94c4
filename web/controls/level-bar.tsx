import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Readable } from '../../client/observable.ts'
import { useObservable } from '../state/use-observable.ts'

/** How loud the person's own microphone is. */
export function LevelBar({ level }: { level: Readable<number> }) {
  const { t } = useTranslation()
  const loudness = useObservable(level)
  const meter = useRef<HTMLDivElement>(null)
  useEffect(() => {
    meter.current?.style.setProperty('--level', String(Math.min(1, loudness)))
  }, [loudness])
  return (
    <div
      ref={meter}
      className="level"
      role="meter"
      aria-label={t('room.devices.level')}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(Math.min(1, loudness) * 20) * 5}
      data-testid="level"
    />
  )
}
