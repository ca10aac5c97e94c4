import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import type { StageView } from '../../state/room/stage-views.ts'
import { Tile } from './tile.tsx'
import './self-view.css'

/** The person's own camera, small in a corner. If it is hidden, a note says that the others still see it. */
export function SelfView({ view }: { view: StageView }) {
  const { t } = useTranslation()
  const { small, selfView, alone, chooseSelfView } = view
  if (small)
    return (
      <div className="self-small" data-testid="self-small">
        <Tile tile={small} />
      </div>
    )
  if (selfView !== 'hidden' || alone) return null
  return (
    <div className="self-hidden" data-testid="self-hidden">
      <p role="status">{t('room.views.hidden')}</p>
      <Button size="small" onPress={() => chooseSelfView('normal')}>
        {t('room.views.show')}
      </Button>
    </div>
  )
}
