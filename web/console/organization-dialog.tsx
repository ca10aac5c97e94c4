import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Notice } from '../controls/notice.tsx'
import { TextField } from '../controls/text-field.tsx'
import { openAttempt } from '../state/console/attempt.ts'
import { problemsOfNamed } from '../state/console/form-texts.ts'
import type { Organization, Organizations } from '../state/console/organizations.ts'
import { useObservable } from '../state/use-observable.ts'
import { useErrorWords } from './error-words.ts'

const FORM = 'new-organization'

export type OrganizationDialogProps = {
  organizations: Pick<Organizations, 'add'>
  added: (organization: Organization) => void
  close: () => void
  signedOut: () => void
}

/** Adds an organization to the server. */
export function OrganizationDialog({ organizations, added, close, signedOut }: OrganizationDialogProps) {
  const { t } = useTranslation('console')
  const words = useErrorWords()
  const [draft, setDraft] = useState({ name: '', corpId: '' })
  const [isTried, setTried] = useState(false)
  const [attempt] = useState(() => openAttempt(signedOut))
  const { isBusy, error } = useObservable(attempt.view)
  const problems = problemsOfNamed(draft.name, draft.corpId)
  const submit = async () => {
    setTried(true)
    if (Object.keys(problems).length > 0) return
    await attempt.run(async () => added(await organizations.add(draft)))
  }
  const problemOf = (field: 'name' | 'id') => {
    const problem = isTried ? problems[field] : undefined
    return problem === undefined ? undefined : t(`people.problem.${problem}`)
  }
  return (
    <Dialog
      title={t('newOrganization.add')}
      isOpen
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('cancel')}</Button>
          <Button type="submit" form={FORM} variant="primary" isBusy={isBusy} data-testid="save-organization">
            {t('add')}
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
        <TextField
          label={t('newOrganization.name')}
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
          isRequired
          autoFocus
          autoComplete="off"
          error={problemOf('name')}
          testId="new-organization-name"
        />
        <TextField
          label={t('newOrganization.corpId')}
          value={draft.corpId}
          onChange={(corpId) => setDraft({ ...draft, corpId })}
          autoComplete="off"
          description={t('newOrganization.corpIdHelp')}
          error={problemOf('id')}
          testId="new-organization-id"
        />
      </form>
      <p className="lead">{t('newOrganization.next')}</p>
    </Dialog>
  )
}
