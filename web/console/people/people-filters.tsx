import { useTranslation } from 'react-i18next'
import { Select } from '../../controls/select.tsx'
import type { PeopleFilter } from '../../state/console/people/people.ts'
import { SearchField } from '../search-field.tsx'
import type { ConsoleViewProps } from '../view-props.ts'

/** A department may have any name. */
const ALL = '*'

type PeopleFiltersProps = { wanted: PeopleFilter; departments: readonly string[] } & Pick<ConsoleViewProps, 'filter'>

/** Which people are listed. */
export function PeopleFilters({ wanted, departments, filter }: PeopleFiltersProps) {
  const { t } = useTranslation('console')
  const { q, state, role, department } = wanted
  // That of a copied address may have nobody any more.
  const known = department === '' || departments.includes(department) ? departments : [department, ...departments]
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
          { id: 'without-password', label: t('people.stateWithoutPassword') },
          { id: 'without-own-password', label: t('people.stateWithoutOwnPassword') },
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
      {known.length > 0 && (
        <Select
          label={t('people.department')}
          options={[
            { id: ALL, label: t('people.departmentAll') },
            ...known.map((name) => ({ id: `=${name}`, label: name })),
          ]}
          value={department === '' ? ALL : `=${department}`}
          onChange={(id) => filter({ department: id.slice(1) })}
        />
      )}
    </div>
  )
}
