import { useTranslation } from 'react-i18next'
import type { StageView } from '../../state/room/stage-views.ts'
import { Icon } from '../../controls/icon.tsx'

/** Buttons for the pages of the grid. */
export function StagePages({ view }: { view: StageView }) {
  const { t } = useTranslation()
  return (
    <nav className="stage-pages" aria-label={t('room.stage.pages')}>
      <button
        type="button"
        className="icon-button"
        aria-label={t('room.stage.previous')}
        disabled={!view.previousPage}
        onClick={view.previousPage}
        data-testid="previous-page"
      >
        <Icon name="left" />
      </button>
      <span data-testid="page">{t('room.stage.page', { page: view.page, pages: view.pages })}</span>
      <button
        type="button"
        className="icon-button"
        aria-label={t('room.stage.next')}
        disabled={!view.nextPage}
        onClick={view.nextPage}
        data-testid="next-page"
      >
        <Icon name="right" />
      </button>
    </nav>
  )
}
