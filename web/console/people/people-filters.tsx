import { useTranslation } from 'react-i18next'
import { Select } from '../../controls/select.tsx'
import type { PeopleFilter } from '../../state/console/people/people.ts'
import { SearchField } from '../search-field.tsx'
import type { ConsoleViewProps } from '../view-props.ts'

/** Which people are listed. */
export function PeopleFilters({ wanted, filter }: { wanted: PeopleFilter } & Pick<ConsoleViewProps, 'filter'>) {
  const { t } = useTranslation('console')
  const { q, state, role } = wanted
  return (
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
  )
}
