import { useTranslation } from 'react-i18next'
import type { AudioState } from '../state/room/people-views.ts'
import { Icon } from './icon.tsx'

/** A person's microphone: on, off, muted by somebody else, or blocked from unmuting. The marks differ in shape, not only in color. */
export function AudioMark({ audio }: { audio: AudioState }) {
  const { t } = useTranslation()
  return (
    <span className="audio-mark icon-small" data-audio={audio} title={t(`room.audio.${audio}`)}>
      <Icon name={audio === 'on' ? 'microphone' : 'microphone-off'} />
      {audio === 'muted-by-host' && <Icon name="shield" />}
      {audio === 'barred' && <Icon name="lock" />}
      <span className="unseen">{t(`room.audio.${audio}`)}</span>
    </span>
  )
}
