import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FirstPasswordLink } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { Dialog } from '../../controls/dialog.tsx'
import { Notice } from '../../controls/notice.tsx'
import { formatDateTime } from '../../i18n/format.ts'
import { toCsvText } from '../../state/console/csv.ts'
import { openFirstPasswords, type Recipients } from '../../state/console/people/first-passwords.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { peopleApi } from '../requests/people.ts'
import { LocalNotice } from '../local-notice.tsx'
import { saveText } from '../save-text.ts'
import { ConsoleTable } from '../table/console-table.tsx'

/** Links that are drawn. The file has all of them. */
const SHOWN = 100

type Props = { corpId: string; recipients: Recipients; close: () => void; signedOut: () => void }

/** Makes links with which many people choose their first password: to be saved as a file, or by mail. */
export function FirstPasswordsDialog({ corpId, recipients, close, signedOut }: Props) {
  const { t, i18n } = useTranslation('console')
  const words = useErrorWords()
  const [model] = useState(() => openFirstPasswords(peopleApi, { corpId, recipients, signedOut }))
  useEffect(() => void model.load(), [model])
  const view = useObservable(model.view)
  const mail = () => void model.handOut(i18n.language === 'zh-CN' ? 'zh-CN' : 'en')
  const isBusy = view.phase === 'working'
  // New links would be lost by a press beside the dialog.
  const mustKeep = isBusy || (view.phase === 'done' && view.links.length > 0)
  return (
    <Dialog
      title={t('people.firstTitle')}
      isOpen
      size="wide"
      onClose={mustKeep ? undefined : close}
      actions={
        view.phase === 'done' ? (
          <Button variant="primary" onPress={close} data-testid="first-passwords-done">
            {t('done')}
          </Button>
        ) : (
          <>
            {!isBusy && <Button onPress={close}>{t('cancel')}</Button>}
            {view.phase === 'ask' && view.canMail && (
              <Button onPress={mail} data-testid="mail-links">
                {t('people.firstMail')}
              </Button>
            )}
            <Button variant="primary" isBusy={isBusy} onPress={() => void model.handOut()} data-testid="make-links">
              {isBusy ? t('people.firstWorking', { count: view.count }) : t('people.firstMake')}
            </Button>
          </>
        )
      }
    >
      {view.phase !== 'done' && (
        <>
          <p>{t(leadOf(recipients))}</p>
          <p className="lead">{t('people.firstWords')}</p>
        </>
      )}
      {view.phase === 'done' && (
        <>
          {view.error !== undefined && <Notice tone="error">{words(view.error)}</Notice>}
          {view.mailed > 0 && <Notice tone="good">{t('people.firstMailed', { count: view.mailed })}</Notice>}
          {view.withoutEmail > 0 && (
            <Notice tone="warning">{t('people.firstWithoutEmail', { count: view.withoutEmail })}</Notice>
          )}
          {view.links.length > 0 && <NewLinks links={view.links} />}
          {view.links.length + view.mailed + view.withoutEmail === 0 && view.error === undefined && (
            <Notice tone="calm">{t('people.firstNobody')}</Notice>
          )}
        </>
      )}
    </Dialog>
  )
}

function leadOf(recipients: Recipients) {
  if ('userIds' in recipients) return 'people.firstNew'
  return recipients.state === 'without-password' ? 'people.firstFound' : 'people.firstFoundOwn'
}

/** The links. They are not shown again. */
function NewLinks({ links }: { links: readonly FirstPasswordLink[] }) {
  const { t, i18n } = useTranslation('console')
  const until = formatDateTime(i18n.language, links[0]?.expiresAt ?? 0)
  const save = () => {
    const rows = links.map(({ userId, name, email = '', url }) => [userId, name, email, url])
    saveText('password-links.csv', 'text/csv', toCsvText([['userId', 'name', 'email', 'link'], ...rows]))
  }
  return (
    <>
      <Notice tone="warning">{t('shownOnce')}</Notice>
      <LocalNotice url={links[0]?.url ?? ''} />
      <p>{t('people.firstLinks', { count: links.length, until })}</p>
      <p>
        <Button onPress={save} data-testid="save-links">
          {t('people.firstSave')}
        </Button>
      </p>
      <ConsoleTable
        rows={links.slice(0, SHOWN)}
        layout={{
          label: t('people.firstTitle'),
          className: 'console-scroll',
          keyOf: ({ userId }) => userId,
          testId: 'first-password-link',
          columns: [
            { label: t('people.name'), renderCell: ({ name }) => name },
            { label: t('people.userId'), renderCell: ({ userId }) => userId },
            { label: t('people.link'), renderCell: ({ url }) => <code>{url}</code> },
          ],
        }}
      />
      {links.length > SHOWN && <p className="lead">{t('people.firstShown', { count: SHOWN })}</p>}
    </>
  )
}
