import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Select } from '../../controls/select.tsx'
import { TextField } from '../../controls/text-field.tsx'
import { consoleAuditEn } from '../../i18n/console-audit-en.ts'
import { AUDIT_FILTERS, type AuditFilter } from '../../state/console/audit/audit.ts'
import { SearchField } from '../search-field.tsx'
import type { ConsoleViewProps } from '../view-props.ts'

type Action = keyof typeof consoleAuditEn.action
const ACTIONS = Object.keys(consoleAuditEn.action) as Action[]

/** Which acts are listed. */
export function AuditFilters({ wanted, filter }: { wanted: AuditFilter } & Pick<ConsoleViewProps, 'filter'>) {
  const { t } = useTranslation('console')
  const isFiltered = AUDIT_FILTERS.some((name) => wanted[name] !== '')
  return (
    <div className="console-filters" role="search">
      <Select
        label={t('audit.what')}
        options={[
          { id: 'all', label: t('audit.allActions') },
          ...ACTIONS.map((action) => ({ id: action, label: t(`audit.action.${action}`) })),
        ]}
        value={wanted.action || 'all'}
        onChange={(id) => filter({ action: id === 'all' ? '' : id })}
      />
      <SearchField
        label={t('audit.actor')}
        placeholder={t('audit.idHint')}
        value={wanted.actor}
        search={(actor) => filter({ actor })}
        testId="audit-actor"
      />
      <SearchField
        label={t('audit.target')}
        placeholder={t('audit.idHint')}
        value={wanted.target}
        search={(target) => filter({ target })}
        testId="audit-target"
      />
      {(['from', 'to'] as const).map((day) => (
        <TextField
          key={day}
          label={t(`audit.${day}`)}
          type="date"
          value={wanted[day]}
          onChange={(value) => filter({ [day]: value })}
          testId={`audit-${day}`}
        />
      ))}
      {isFiltered && (
        <Button
          variant="quiet"
          onPress={() => filter(Object.fromEntries(AUDIT_FILTERS.map((name) => [name, ''])))}
          data-testid="audit-clear"
        >
          {t('audit.clear')}
        </Button>
      )}
    </div>
  )
}
