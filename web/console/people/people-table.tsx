import { useTranslation } from 'react-i18next'
import type { AdministeredPerson } from '../../../contract/web/administration-types.ts'
import { Badge } from '../../controls/badge.tsx'

/** The people in rows. On a narrow screen, all facts stand below the name. */
export function PeopleTable({ people, isBusy }: { people: readonly AdministeredPerson[]; isBusy: boolean }) {
  const { t } = useTranslation('console')
  return (
    <div className="console-table" role="region" aria-label={t('page.people')} tabIndex={0} aria-busy={isBusy}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('people.name')}</th>
            <th scope="col" className="console-wide">
              {t('people.department')}
            </th>
            <th scope="col" className="console-wide">
              {t('people.jobNumber')}
            </th>
            <th scope="col" className="console-wide">
              {t('people.email')}
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.userId} person={person} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PersonRow({ person }: { person: AdministeredPerson }) {
  const { t } = useTranslation('console')
  const { userId, name, department, jobNumber, email, disabled } = person
  const marks = [
    ...(person.operator ? [t('people.operator')] : []),
    ...(person.admin ? [t('people.administrator')] : []),
    ...(disabled ? [t('people.disabled')] : []),
    ...(!person.hasPassword ? [t('people.noPassword')] : []),
    ...(person.mustChangePassword ? [t('people.temporaryPassword')] : []),
  ]
  const facts = [department, jobNumber, email].filter((fact) => fact !== undefined)
  return (
    <tr data-testid="person" data-user={userId}>
      <th scope="row">
        {name}
        {marks.map((mark) => (
          <Badge key={mark}>{mark}</Badge>
        ))}
        <span className="console-note">{userId}</span>
        {facts.length > 0 && <span className="console-note console-narrow">{facts.join(' · ')}</span>}
      </th>
      <td className="console-wide">{department ?? '–'}</td>
      <td className="console-wide">{jobNumber ?? '–'}</td>
      <td className="console-wide">{email ?? '–'}</td>
    </tr>
  )
}
