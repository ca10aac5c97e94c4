import { useTranslation } from 'react-i18next'
import type { TileView } from '../../state/room/stage-views.ts'
import { Icon } from '../../controls/icon.tsx'

/** Buttons to show a tile large: for this person (pin), or for everybody (focus). */
export function TileActions({ tile }: { tile: TileView }) {
  const { t } = useTranslation()
  const { nick, togglePin, toggleFocus } = tile
  if (!togglePin && !toggleFocus) return null
  return (
    <div className="tile-actions">
      {togglePin && (
        <button
          type="button"
          className="tile-action"
          data-testid="tile-pin"
          aria-pressed={tile.pinned}
          aria-label={t('room.tile.pin', { nick })}
          title={t('room.tile.pin', { nick })}
          onClick={togglePin}
        >
          <Icon name="pin" />
        </button>
      )}
      {toggleFocus && (
        <button
          type="button"
          className="tile-action"
          data-testid="tile-focus"
          aria-pressed={tile.focused}
          aria-label={t('room.tile.focus', { nick })}
          title={t('room.tile.focus', { nick })}
          onClick={toggleFocus}
        >
          <Icon name="star" />
        </button>
      )}
    </div>
  )
}
