import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../controls/text-field.tsx'
import { problemsOfNamed } from '../state/console/form-texts.ts'
import type { Organization, Organizations } from '../state/console/organizations.ts'
import { FormDialog } from './form-dialog.tsx'

export type OrganizationDialogProps = {
  organizations: Pick<Organizations, 'add'>
  added: (organization: Organization) => void
  close: () => void
  signedOut: () => void
}

/** Adds an organization to the server. */
export function OrganizationDialog({ organizations, added, close, signedOut }: OrganizationDialogProps) {
  const { t } = useTranslation('console')
  const [draft, setDraft] = useState({ name: '', corpId: '' })
  return (
    <FormDialog
      title={t('newOrganization.add')}
      id="new-organization"
      problems={problemsOfNamed(draft.name, draft.corpId)}
      save={async () => added(await organizations.add(draft))}
      saveButton={{ label: t('add'), testId: 'save-organization' }}
      close={close}
      signedOut={signedOut}
      footer={<p className="lead">{t('newOrganization.next')}</p>}
    >
      {(problemOf) => (
        <>
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
        </>
      )}
    </FormDialog>
  )
}
