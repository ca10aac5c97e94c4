import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ImportAnswer } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Notice } from '../../controls/notice.tsx'
import { Switch } from '../../controls/switch.tsx'
import { openPeopleImport } from '../../state/console/people/people-import.ts'
import { useObservable } from '../../state/use-observable.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { useErrorWords } from '../error-words.ts'
import { peopleApi } from '../requests/people.ts'
import { saveText } from '../save-text.ts'
import { ImportChanges } from './import-changes.tsx'
import { ImportFaults } from './import-faults.tsx'
import { NewPasswords } from './new-passwords.tsx'

/** What an import takes, with two people as an example. */
const TEMPLATE = [
  'userId,name,jobNumber,department,email,admin',
  'ada,Ada Byron,007,Engineering,ada@example.com,false',
  'li-wei,李伟,008,市场部,,false',
]

export type ImportDialogProps = {
  corpId: string
  applied: () => void
  /** Makes links for the people who were added. */
  handOut: (userIds: readonly string[]) => void
  close: () => void
  signedOut: () => void
}

/** Imports people from a CSV file: choose, look at the preview, import. */
export function ImportDialog({ corpId, applied, handOut, close, signedOut }: ImportDialogProps) {
  const { t } = useTranslation('console')
  const words = useErrorWords()
  const [model] = useState(() => openPeopleImport(peopleApi, { corpId, applied, signedOut }))
  const view = useObservable(model.view)
  const withPasswords = useObservable(model.withPasswords)
  const [isSaved, setIsSaved] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const { isBusy, error } = view
  const isReady = view.phase === 'preview' && view.answer.faultCount === 0
  const count = view.phase === 'preview' ? view.answer.added + view.answer.changed : 0
  // New passwords would be lost by a press beside the dialog.
  const hasPasswords = view.phase === 'done' && view.answer.passwords.length > 0
  const mustKeep = hasPasswords || (isBusy && isReady)
  return (
    <Dialog
      title={t('people.importTitle')}
      isOpen
      size="wide"
      onClose={mustKeep ? undefined : close}
      actions={
        view.phase === 'done' ? (
          <Button
            variant="primary"
            onPress={() => (hasPasswords && !isSaved ? setIsAsking(true) : close())}
            data-testid="import-done"
          >
            {t('done')}
          </Button>
        ) : (
          <>
            <FileTrigger
              acceptedFileTypes={['.csv', 'text/csv', '.txt']}
              onSelect={(files) => {
                const file = files?.[0]
                if (file) void model.choose(file)
              }}
            >
              <Button variant={view.phase === 'choose' ? 'primary' : 'plain'} isBusy={isBusy}>
                {t(view.phase === 'choose' ? 'people.chooseFile' : 'people.otherFile')}
              </Button>
            </FileTrigger>
            {view.phase === 'preview' && (
              <Button
                variant="primary"
                isBusy={isBusy}
                isDisabled={!isReady || count === 0}
                onPress={() => void model.apply()}
                data-testid="import-apply"
              >
                {t(isBusy ? 'people.importing' : isReady ? 'people.importCount' : 'people.import', { count })}
              </Button>
            )}
          </>
        )
      }
    >
      {error !== undefined && (
        <Notice tone="error">{error === 'too-large' ? t('people.tooLarge') : words(error)}</Notice>
      )}
      {view.phase === 'choose' && (
        <>
          <p>{t('people.importLead')}</p>
          <p className="lead">{t('people.importColumns')}</p>
          <p>
            <Button
              size="small"
              onPress={() => saveText('people.csv', 'text/csv', `\ufeff${TEMPLATE.join('\r\n')}\r\n`)}
            >
              {t('people.template')}
            </Button>
          </p>
        </>
      )}
      {view.phase === 'preview' && (
        <>
          <p className="lead">{view.fileName}</p>
          {view.answer.faultCount === 0 && <Counts answer={view.answer} />}
          {view.answer.changes.length > 0 && <ImportChanges answer={view.answer} />}
          {view.answer.faultCount > 0 && <ImportFaults answer={view.answer} />}
          {view.answer.faultCount === 0 && count === 0 && <Notice tone="calm">{t('people.nothingToImport')}</Notice>}
          {view.answer.added > 0 && (
            <Switch
              isSelected={withPasswords}
              isDisabled={isBusy}
              onChange={(wanted) => void model.setWithPasswords(wanted)}
              data-testid="import-with-passwords"
            >
              {t('people.importPasswords')}
            </Switch>
          )}
        </>
      )}
      {view.phase === 'done' && (
        <>
          <Notice tone="good">{t('people.imported')}</Notice>
          <Counts answer={view.answer} />
          {hasPasswords && <NewPasswords passwords={view.answer.passwords} saved={() => setIsSaved(true)} />}
          {view.answer.passwords.length === 0 && view.answer.addedUserIds.length > 0 && (
            <>
              <p>{t('people.firstAfterImport')}</p>
              <p>
                <Button onPress={() => handOut(view.answer.addedUserIds)} data-testid="links-after-import">
                  {t('people.firstMake')}
                </Button>
              </p>
            </>
          )}
        </>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('people.losePasswords')}
          confirm={t('people.losePasswordsAnyway')}
          isDanger
          act={async () => close()}
          close={() => setIsAsking(false)}
          signedOut={signedOut}
        >
          <p>{t('people.losePasswordsWords')}</p>
        </ConfirmDialog>
      )}
    </Dialog>
  )
}

/** How many people are added, changed and left as they are. */
function Counts({ answer }: { answer: ImportAnswer }) {
  const { t } = useTranslation('console')
  return (
    <dl className="console-counts" data-testid="import-counts">
      {(['added', 'changed', 'unchanged'] as const).map((kind) => (
        <div key={kind}>
          <dt>{t(`people.count.${kind}`)}</dt>
          <dd data-testid={`import-${kind}`}>{answer[kind]}</dd>
        </div>
      ))}
    </dl>
  )
}
