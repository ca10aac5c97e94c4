import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AddedPerson, AdministeredPerson } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Notice } from '../../controls/notice.tsx'
import { Switch } from '../../controls/switch.tsx'
import { TextField } from '../../controls/text-field.tsx'
import { openAttempt } from '../../state/console/attempt.ts'
import {
  PERSON_FIELDS,
  problemsOf,
  toDraft,
  toEdit,
  toNewPerson,
  type PersonField,
} from '../../state/console/people/person-form.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { peopleApi } from '../requests/people.ts'

const FORM = 'person'

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
  const words = useErrorWords()
  const [draft, setDraft] = useState(() => toDraft(person))
  const [isTried, setTried] = useState(false)
  const [attempt] = useState(() => openAttempt(signedOut))
  const { isBusy, error } = useObservable(attempt.view)
  const problems = problemsOf(draft)
  const submit = async () => {
    setTried(true)
    if (Object.keys(problems).length > 0) return
    let outcome: AddedPerson | undefined
    const isSaved = await attempt.run(async () => {
      outcome = person
        ? await peopleApi.changePerson(corpId, person.userId, toEdit(draft, person))
        : await peopleApi.addPerson(corpId, toNewPerson(draft))
    })
    if (isSaved && outcome) saved(outcome)
  }
  const problemOf = (field: PersonField) => {
    const problem = isTried ? problems[field] : undefined
    return problem === undefined ? undefined : t(`people.problem.${problem}`)
  }
  return (
    <Dialog
      title={person ? t('people.editTitle', { name: person.name }) : t('people.add')}
      isOpen
      size="wide"
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('cancel')}</Button>
          <Button type="submit" form={FORM} variant="primary" isBusy={isBusy} data-testid="save-person">
            {t(person ? 'save' : 'add')}
          </Button>
        </>
      }
    >
      {error !== undefined && <Notice tone="error">{words(error)}</Notice>}
      <form
        id={FORM}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
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
      </form>
    </Dialog>
  )

  function descriptionOf(field: PersonField): string | undefined {
    if (field === 'userId') return t('people.userIdHelp')
    return field === 'unionId' ? t('people.unionIdHelp') : undefined
  }
}
