import { useTranslation } from 'react-i18next'
import type { TileView } from '../../state/room/stage-views.ts'
import { AudioMark } from '../../controls/audio-mark.tsx'

/** The name, the state of the microphone, and the quality of the connection. */
export function TileLabel({ tile }: { tile: TileView }) {
  const { t } = useTranslation()
  if (tile.kind === 'screen')
    return (
      <div className="tile-label">
        <span className="tile-nick">
          {tile.isSelf ? t('room.tile.yourScreen') : t('room.tile.screenOf', { nick: tile.nick })}
        </span>
      </div>
    )
  return (
    <div className="tile-label">
      <AudioMark audio={tile.audio} />
      <span className="tile-nick">{tile.nick}</span>
      {tile.isSelf && <span className="tile-you">{t('room.tile.you')}</span>}
      <Tag tile={tile} />
      {tile.device && <span className="tile-tag tile-device">{t(`room.device.${tile.device}`)}</span>}
      {tile.grade !== undefined && <Grade grade={tile.grade} />}
    </div>
  )
}

function Tag({ tile }: { tile: TileView }) {
  const { t } = useTranslation()
  const tag = tile.host ? 'host' : tile.coHost ? 'co-host' : tile.outside ? 'outside' : undefined
  return tag ? <span className="tile-tag">{t(`room.tag.${tag}`)}</span> : null
}

const GRADES = { 1: 'poor', 2: 'fair', 3: 'good' } as const

function Grade({ grade }: { grade: 1 | 2 | 3 }) {
  const { t } = useTranslation()
  const text = t(`room.grade.${GRADES[grade]}`)
  return (
    <span className="tile-quality" data-testid="tile-quality" data-grade={grade} title={text}>
      <i />
      <i />
      <i />
      <span className="unseen">{text}</span>
    </span>
  )
}
