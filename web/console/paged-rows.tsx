import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { EmptyState } from '../controls/empty-state.tsx'
import { Notice } from '../controls/notice.tsx'
import type { PagedView } from '../state/console/paged-list.ts'
import { useErrorWords } from './error-words.ts'

export type PagedRowsProps<Row> = {
  view: PagedView<Row>
  more: () => void
  /** Shows the first page again. */
  restart: () => void
  /** Shown if there are no rows. */
  none: string
  children: (rows: readonly Row[], isBusy: boolean) => ReactNode
}

/** The rows of a list, or why there are none, and a button that loads more. */
export function PagedRows<Row>({ view, more, restart, none, children }: PagedRowsProps<Row>) {
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  const words = useErrorWords()
  switch (view.phase) {
    case 'loading':
      return <EmptyState isStatus>{common('app.loading')}</EmptyState>
    case 'refused':
      return <Notice tone="error">{words(view.code)}</Notice>
    case 'shown':
      return (
        <>
          {view.error !== undefined && (
            <Notice tone="warning">{view.error === 'offline' ? t('stale') : words(view.error)}</Notice>
          )}
          {view.hasEarlier && (
            <div className="console-more">
              <span className="console-note">{t('earlierLeftOut', { count: view.rows.length })}</span>
              <Button size="small" isDisabled={view.isLoading} onPress={restart} data-testid="restart-list">
                {t('toBeginning')}
              </Button>
            </div>
          )}
          {view.rows.length === 0 ? <EmptyState isStatus>{none}</EmptyState> : children(view.rows, view.isLoading)}
          {view.hasMore && (
            <p className="console-more">
              <Button isBusy={view.isLoading} onPress={more} data-testid="load-more">
                {t(view.isLoading ? 'loadingMore' : 'more')}
              </Button>
            </p>
          )}
        </>
      )
  }
}
