import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { RoomModel } from '../../state/room/views.ts'
import type { StageView, TileView } from '../../state/room/stage-views.ts'
import { useObservable } from '../../state/use-observable.ts'
import { Tile } from '../stage/tile.tsx'
import { ToolButton } from '../toolbar/tool-button.tsx'

/** The meeting in its small window: one tile, and the own microphone and camera. */
export function PictureInPictureView({ room, window }: { room: RoomModel; window: Window }) {
  const { t } = useTranslation()
  const stage = useObservable(room.stage)
  const { microphone, camera, talk } = useObservable(room.own)
  const tile = findTile(stage)
  const isHeard = microphone.on || talk.held
  return createPortal(
    <div className="room picture-in-picture" data-testid="picture-in-picture-view">
      {tile && <Tile key={tile.key} tile={tile} />}
      <div className="bar">
        <ToolButton
          icon={isHeard ? 'microphone' : 'microphone-off'}
          label={t('room.bar.microphone')}
          testId="picture-in-picture-microphone"
          isOn={isHeard}
          isBusy={microphone.busy}
          variant="off-is-red"
          onClick={microphone.toggle}
        />
        <ToolButton
          icon={camera.on ? 'camera' : 'camera-off'}
          label={t('room.bar.camera')}
          testId="picture-in-picture-camera"
          isOn={camera.on}
          isBusy={camera.busy}
          variant="off-is-red"
          onClick={camera.toggle}
        />
      </div>
    </div>,
    window.document.body,
  )
}

/** The large tile, or another person who speaks, or any other person. */
function findTile({ large, tiles }: StageView): TileView | undefined {
  const others = tiles.filter(({ isSelf }) => !isSelf)
  return large ?? others.find(({ speaking }) => speaking) ?? others[0] ?? tiles[0]
}
