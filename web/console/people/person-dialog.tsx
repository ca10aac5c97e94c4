import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AddedPerson, AdministeredPerson } from '../../../contract/web/administration-types.ts'
import { Switch } from '../../controls/switch.tsx'
import { TextField } from '../../controls/text-field.tsx'
import {
  PERSON_FIELDS,
  problemsOf,
  toDraft,
  toEdit,
  toNewPerson,
  type PersonField,
} from '../../state/console/people/person-form.ts'
import { FormDialog } from '../form-dialog.tsx'
import { peopleApi } from '../requests/people.ts'

export type PersonDialogProps = {
  corpId: string
  /** Absent for a new person. */
  person?: AdministeredPerson
  /** The person is the one who looks, and cannot take the administrator role from themselves. */
  isSelf?: boolean
  saved: (saved: AddedPerson) => void
  close: () => void
  signedOut: () => void
}

/** Adds a person, or changes what is stored about one. */
export function PersonDialog({ corpId, person, isSelf = false, saved, close, signedOut }: PersonDialogProps) {
  const { t } = useTranslation('console')
  const [draft, setDraft] = useState(() => toDraft(person))
  return (
    <FormDialog
      title={person ? t('people.editTitle', { name: person.name }) : t('people.add')}
      id="person"
      size="wide"
      problems={problemsOf(draft)}
      save={async () =>
        saved(
          person
            ? await peopleApi.changePerson(corpId, person.userId, toEdit(draft, person))
            : await peopleApi.addPerson(corpId, toNewPerson(draft)),
        )
      }
      saveButton={{ label: t(person ? 'save' : 'add'), testId: 'save-person' }}
      close={close}
      signedOut={signedOut}
    >
      {(problemOf) => (
        <>
          <div className="console-form">
            {PERSON_FIELDS.map((field) => {
              const isFixed = person !== undefined && (field === 'userId' || field === 'unionId')
              return (
                <TextField
                  key={field}
                  label={t(`people.${field}`)}
                  value={draft[field]}
                  onChange={(text) => setDraft({ ...draft, [field]: text })}
                  isRequired={field === 'name' || field === 'userId'}
                  isReadOnly={isFixed}
                  autoFocus={field === 'name'}
                  autoComplete="off"
                  description={isFixed ? t('people.fixed') : descriptionOf(field)}
                  error={problemOf(field)}
                  testId={`person-${field}`}
                />
              )
            })}
          </div>
          {!isSelf && (
            <Switch isSelected={draft.admin} onChange={(admin) => setDraft({ ...draft, admin })}>
              {t('people.administrator')}
            </Switch>
          )}
          {!person && (
            <Switch
              isSelected={draft.withPassword}
              onChange={(withPassword) => setDraft({ ...draft, withPassword })}
              data-testid="person-with-password"
            >
              {t('people.withPassword')}
            </Switch>
          )}
        </>
      )}
    </FormDialog>
  )

  function descriptionOf(field: PersonField): string | undefined {
    if (field === 'userId') return t('people.userIdHelp')
    return field === 'unionId' ? t('people.unionIdHelp') : undefined
  }
}
