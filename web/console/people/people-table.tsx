import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredPerson } from '../../../contract/web/administration-types.ts'
import type { Me } from '../../../contract/web/types.ts'
import { Badge } from '../../controls/badge.tsx'
import { Icon } from '../../controls/icon.tsx'
import { Menu } from '../../controls/menu.tsx'
import { listActs, type PersonAct } from '../../state/console/people/people-acts.ts'

export type PeopleTableProps = {
  people: readonly AdministeredPerson[]
  isBusy: boolean
  me: Me
  corpId: string
  /** Opens the dialog of an act. */
  open: (act: PersonAct, person: AdministeredPerson) => void
}

/** The people in rows. On a narrow screen, all facts stand below the name. */
export function PeopleTable({ people, isBusy, me, corpId, open }: PeopleTableProps) {
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
            <th scope="col">
              <span className="unseen">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow
              key={person.userId}
              person={person}
              isSelf={corpId === me.corpId && person.userId === me.userId}
              isOperator={me.operator === true}
              open={open}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type PersonRowProps = Pick<PeopleTableProps, 'open'> & {
  person: AdministeredPerson
  isSelf: boolean
  isOperator: boolean
}

/** It is drawn again only if the person has changed, since there may be thousands. */
const PersonRow = memo(function PersonRow({ person, isSelf, isOperator, open }: PersonRowProps) {
  const { t } = useTranslation('console')
  const { userId, name, department, jobNumber, email, disabled } = person
  const marks = [
    ...(isSelf ? [t('people.you')] : []),
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
      <td className="console-acts">
        <Menu
          label={t('people.acts', { name })}
          testId="person-acts"
          button={{ variant: 'quiet', size: 'small' }}
          entries={listActs(person, { isSelf, isOperator }).map((act) => ({
            id: act,
            label: t(`people.act.${act}`),
            testId: `act-${act}`,
            isDanger: act === 'delete' || act === 'erase',
            onAction: () => open(act, person),
          }))}
        >
          <Icon name="more" />
        </Menu>
      </td>
    </tr>
  )
})
