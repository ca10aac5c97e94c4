import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Select } from '../../controls/select.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { openPeopleList, readPeopleFilter } from '../../state/console/people/people.ts'
import { useObservable } from '../../state/use-observable.ts'
import { PagedRows } from '../paged-rows.tsx'
import { peopleApi } from '../requests/people.ts'
import { SearchField } from '../search-field.tsx'
import type { ConsoleViewProps } from '../view-props.ts'
import { PeopleTable } from './people-table.tsx'

/** The people of the organization. */
export function PeoplePage({ model, place, corpId, organization, filter }: ConsoleViewProps) {
  const { t } = useTranslation('console')
  const { q, state, role } = readPeopleFilter(place)
  const [list] = useState(() =>
    openPeopleList(peopleApi, { corpId, first: { q, state, role }, signedOut: model.session.lost }),
  )
  const view = useObservable(list.view)
  useEffect(() => {
    void list.show({ q, state, role })
  }, [list, q, state, role])
  useEffect(() => startAutoRefresh(list.refresh), [list])
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.people')}</h1>
          <p className="lead">{t('people.lead', { organization })}</p>
        </div>
      </header>
      <div className="console-filters" role="search">
        <SearchField
          label={t('people.search')}
          placeholder={t('people.searchHint')}
          value={q}
          search={(text) => filter({ q: text })}
          testId="search-people"
        />
        <Select
          label={t('people.state')}
          options={[
            { id: 'all', label: t('people.stateAll') },
            { id: 'enabled', label: t('people.stateEnabled') },
            { id: 'disabled', label: t('people.stateDisabled') },
          ]}
          value={state || 'all'}
          onChange={(id) => filter({ state: id === 'all' ? '' : id })}
        />
        <Select
          label={t('people.role')}
          options={[
            { id: 'all', label: t('people.roleAll') },
            { id: 'administrator', label: t('people.roleAdministrator') },
          ]}
          value={role || 'all'}
          onChange={(id) => filter({ role: id === 'all' ? '' : id })}
        />
      </div>
      <PagedRows view={view} more={() => void list.more()} none={t('people.none')}>
        {(people, isBusy) => <PeopleTable people={people} isBusy={isBusy} />}
      </PagedRows>
    </>
  )
}
