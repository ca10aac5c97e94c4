import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredPerson } from '../../../contract/web/administration-types.ts'
import type { Me } from '../../../contract/web/types.ts'
import { Badge } from '../../controls/badge.tsx'
import { listActs, type PersonAct } from '../../state/console/people/people-acts.ts'
import { listMarks } from '../../state/console/people/people.ts'
import type { TableLayout } from '../table/console-table.tsx'
import { PagedTable, type PagedTableState } from '../table/paged-table.tsx'

export type PeopleTableProps = PagedTableState<AdministeredPerson> & {
  me: Me
  corpId: string
  /** Opens the dialog of an act. */
  open: (act: PersonAct, person: AdministeredPerson) => void
}

/** The people in rows, with what can be done for each. */
export function PeopleTable({ me, corpId, open, ...list }: PeopleTableProps) {
  const { t } = useTranslation('console')
  // There may be thousands of rows. Those of people who have not changed are not drawn again.
  const layout = useMemo((): TableLayout<AdministeredPerson> => {
    const isSelf = ({ userId }: AdministeredPerson) => corpId === me.corpId && userId === me.userId
    const isOperator = me.operator === true
    return {
      label: t('page.people'),
      keyOf: ({ userId }) => userId,
      testId: 'person',
      data: ({ userId }) => ({ 'data-user': userId }),
      columns: [
        {
          label: t('people.name'),
          isRowHeading: true,
          renderCell: (person) => <PersonName person={person} isSelf={isSelf(person)} />,
        },
        { label: t('people.department'), isWide: true, renderCell: ({ department }) => department ?? '–' },
        { label: t('people.jobNumber'), isWide: true, renderCell: ({ jobNumber }) => jobNumber ?? '–' },
        { label: t('people.email'), isWide: true, renderCell: ({ email }) => email ?? '–' },
      ],
      below: ({ department, jobNumber, email }) => {
        const facts = [department, jobNumber, email].filter((fact) => fact !== undefined)
        return facts.length > 0 ? [facts.join(' · ')] : []
      },
      acts: (person) => ({
        label: t('people.acts', { name: person.name }),
        testId: 'person-acts',
        entries: listActs(person, { isSelf: isSelf(person), isOperator }).map((act) => ({
          id: act,
          label: t(`people.act.${act}`),
          testId: `act-${act}`,
          isDanger: act === 'delete' || act === 'erase',
          onAction: () => open(act, person),
        })),
      }),
    }
  }, [t, me, corpId, open])
  return <PagedTable {...list} layout={layout} />
}

function PersonName({ person, isSelf }: { person: AdministeredPerson; isSelf: boolean }) {
  const { t } = useTranslation('console')
  return (
    <>
      {person.name}
      {listMarks(person, isSelf).map((mark) => (
        <Badge key={mark}>{t(`people.${mark}`)}</Badge>
      ))}
      <span className="console-note">{person.userId}</span>
    </>
  )
}
