import { useTranslation } from 'react-i18next'
import type { AdministeredPerson } from '../../../contract/web/administration-types.ts'
import { performAct, type ActOutcome, type PersonAct } from '../../state/console/people/people-acts.ts'
import type { PeopleList } from '../../state/console/people/people.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { peopleApi } from '../requests/people.ts'

export type ActDialogProps = {
  corpId: string
  list: PeopleList
  person: AdministeredPerson
  act: Exclude<PersonAct, 'edit'>
  done: (outcome: ActOutcome) => void
  close: () => void
  signedOut: () => void
}

/** Asks whether something is to be done to a person. */
export function ActDialog({ corpId, list, person, act, done, close, signedOut }: ActDialogProps) {
  const { t } = useTranslation('console')
  const { name } = person
  return (
    <ConfirmDialog
      title={t(`people.ask.${act}`, { name })}
      confirm={t(`people.act.${act}`)}
      isDanger={act === 'delete' || act === 'disable' || act === 'erase'}
      act={async () => done(await performAct(peopleApi, list, { corpId, person, act }))}
      close={close}
      signedOut={signedOut}
    >
      <p>{t(`people.askWords.${act}`)}</p>
    </ConfirmDialog>
  )
}
