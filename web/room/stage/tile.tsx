import type { TFunction } from 'i18next'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TileView } from '../../state/room/stage-views.ts'
import { Icon } from '../../controls/icon.tsx'
import { toColor, toInitials } from '../../controls/initials.ts'
import '../../controls/initials-mark.css'
import { PictureView } from '../../controls/picture-view.tsx'
import { TileActions } from './tile-actions.tsx'
import { TileLabel } from './tile-label.tsx'
import './tile.css'

/** One session's camera or screen, with its name and marks. Drawn again only when its view is another object. */
export const Tile = memo(function Tile({ tile }: { tile: TileView }) {
  const { t } = useTranslation()
  const isScreen = tile.kind === 'screen'
  const label = isScreen ? t('room.tile.screenOf', { nick: tile.nick }) : tile.nick
  return (
    <div
      role="group"
      aria-label={label}
      className="tile"
      data-testid={`tile-${tile.participantId}${isScreen ? '-screen' : ''}`}
      data-nick={tile.nick}
      data-self={tile.isSelf}
      data-screen={isScreen}
      data-mirrored={tile.mirrored}
      data-speaking={tile.speaking}
      data-media={tile.media}
      data-audio={tile.audio}
    >
      {tile.picture ? (
        <PictureView picture={tile.picture} />
      ) : (
        <span className="tile-initials" data-color={toColor(tile.member)} aria-hidden="true">
          {isScreen ? <Icon name="screen" /> : toInitials(tile.nick)}
        </span>
      )}
      {tile.wholeScreen && <p className="tile-whole-screen">{t('room.tile.wholeScreen')}</p>}
      <Trouble tile={tile} />
      <Corner tile={tile} />
      <TileLabel tile={tile} />
      <TileActions tile={tile} />
    </div>
  )
})

/** Explains why there is no picture. Otherwise people could think that the camera shows a dark room. */
function Trouble({ tile }: { tile: TileView }) {
  const { t } = useTranslation()
  const text = troubleText(tile, t)
  if (text !== undefined)
    return (
      <div className="tile-trouble" data-testid="tile-trouble" data-calm={isCalm(tile)}>
        {(tile.silent || tile.trouble !== 'without-sound') && <Icon name="warning" />}
        <p>{text}</p>
      </div>
    )
  if (tile.media === 'connecting' && !tile.picture)
    return <p className="tile-connecting">{t('room.tile.connecting')}</p>
  return null
}

/** The initials stay visible: nothing is broken. */
function isCalm({ silent, trouble }: TileView): boolean {
  return !silent && (trouble === 'full' || trouble === 'cameras-full' || trouble === 'without-sound')
}

function troubleText({ silent, trouble, media, limit = 0, isSelf }: TileView, t: TFunction): string | undefined {
  if (silent) return t('room.tile.silent')
  switch (trouble) {
    case 'full':
      return t(isSelf ? 'room.limits.tile.self' : 'room.limits.tile.other', { limit })
    case 'cameras-full':
      return t('room.limits.tile.camera', { limit })
    case 'without-sound':
      return t('room.limits.tile.withoutSound')
    case 'interrupted':
    case 'no-route':
    case 'no-engine':
      return t(`room.tile.trouble.${trouble}`)
    case undefined:
      return media === 'failed' ? t('room.tile.failed') : undefined
  }
}

function Corner({ tile }: { tile: TileView }) {
  const { t } = useTranslation()
  if (tile.kind === 'screen') return null
  return (
    <div className="tile-corner icon-small">
      {tile.hand !== undefined && (
        <span className="tile-hand" data-testid="tile-hand">
          <Icon name="hand" />
          <span aria-hidden="true">{tile.hand}</span>
          <span className="unseen">{t('room.tile.hand', { order: tile.hand })}</span>
        </span>
      )}
      {tile.focused && (
        <span className="tile-mark">
          <Icon name="star" />
          {t('room.tile.focused')}
        </span>
      )}
    </div>
  )
}
