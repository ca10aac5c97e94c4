import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Colleague } from '../../contract/web/types.ts'
import type { ColleagueSearch, ColleagueSearchView } from '../state/people/colleague-search.ts'
import { Button } from './button.tsx'
import { InitialsMark } from './initials-mark.tsx'
import { personDetail } from './person-detail.ts'
import { TextField } from './text-field.tsx'
import './colleague-list.css'

export type ColleagueListProps = {
  view: ColleagueSearchView
  actions: Omit<ColleagueSearch, 'view'>
  /** What the row of a person ends with, such as a button. */
  children: (colleague: Colleague) => ReactNode
}

/** The colleagues of the person: everybody by name, or those found by what is typed. */
export function ColleagueList({ view, actions, children }: ColleagueListProps) {
  const { t } = useTranslation()
  const { query, isSearching, hasFailed, people, hasMore } = view
  const { open } = actions
  useEffect(() => open(), [open])
  const isEmpty = people.length === 0 && !isSearching && !hasFailed
  const outcome = hasFailed
    ? t('colleagues.failed')
    : isEmpty
      ? t(query.trim() === '' ? 'colleagues.nobody' : 'colleagues.none')
      : isSearching && people.length === 0
        ? t('colleagues.searching')
        : ''
  return (
    <div className="colleagues">
      <TextField
        type="search"
        label={t('colleagues.search')}
        testId="colleague-search"
        value={query}
        onChange={actions.search}
      />
      <p role="status" className="colleagues-outcome">
        {outcome}
      </p>
      <ul className="colleagues-list" aria-label={t('colleagues.list')} aria-busy={isSearching}>
        {people.map((colleague) => (
          <li
            key={colleague.unionId}
            className="colleague"
            data-testid="colleague"
            data-nick={colleague.name}
            data-union-id={colleague.unionId}
          >
            <InitialsMark name={colleague.name} memberKey={`user:${colleague.unionId}`} />
            <span className="colleague-name">
              {colleague.name}
              <small>{personDetail(colleague)}</small>
            </span>
            {children(colleague)}
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button size="small" variant="quiet" isBusy={isSearching} data-testid="more-colleagues" onPress={actions.more}>
          {t('colleagues.more')}
        </Button>
      )}
    </div>
  )
}
