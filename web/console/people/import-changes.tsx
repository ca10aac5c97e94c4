import { useTranslation } from 'react-i18next'
import type { ImportAnswer, ImportChangeAnswer } from '../../../contract/web/administration-types.ts'
import { Badge } from '../../controls/badge.tsx'
import { ConsoleTable } from '../table/console-table.tsx'

/** Who is added and changed, and how. */
export function ImportChanges({ answer: { changes, added, changed } }: { answer: ImportAnswer }) {
  const { t } = useTranslation('console')
  const rest = added + changed - changes.length
  return (
    <>
      <ConsoleTable
        rows={changes}
        layout={{
          label: t('people.changeList'),
          className: 'console-scroll',
          keyOf: ({ userId }) => userId,
          testId: 'import-change',
          columns: [
            { label: t('people.name'), renderCell: (change) => <ChangedPerson change={change} /> },
            { label: t('people.changes'), renderCell: (change) => <ChangedValues change={change} /> },
          ],
        }}
      />
      {rest > 0 && <p className="lead">{t('people.moreChanges', { count: rest })}</p>}
    </>
  )
}

function ChangedPerson({ change: { kind, userId, name, values } }: { change: ImportChangeAnswer }) {
  const { t } = useTranslation('console')
  const role = values.find(({ column }) => column === 'admin')?.after
  return (
    <>
      {name}
      <Badge>{t(`people.count.${kind}`)}</Badge>
      {role === 'true' && <Badge tone="strong">{t('people.newAdministrator')}</Badge>}
      {role === 'false' && <Badge tone="strong">{t('people.formerAdministrator')}</Badge>}
      <span className="console-note">{userId}</span>
    </>
  )
}

function ChangedValues({ change: { kind, values } }: { change: ImportChangeAnswer }) {
  const { t } = useTranslation('console')
  // The role has a mark, and the name of a new person stands before it.
  const shown = values.filter(({ column }) => column !== 'admin' && !(kind === 'added' && column === 'name'))
  if (shown.length === 0) return '–'
  return shown.map(({ column, before, after = '–' }) => (
    <div key={column} className="console-value">
      {kind === 'added'
        ? t('people.valueNew', { column: t(`people.${column as 'name'}`), after })
        : t('people.valueChanged', { column: t(`people.${column as 'name'}`), before: before ?? '–', after })}
    </div>
  ))
}
