import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../controls/button.tsx'
import { Notice } from '../../controls/notice.tsx'
import { formatDateTime } from '../../i18n/format.ts'
import { openScimTokens } from '../../state/console/settings/scim-tokens.ts'
import { useObservable } from '../../state/use-observable.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { useErrorWords } from '../error-words.ts'
import { OverlapSelect } from '../overlap-select.tsx'
import { settingsApi } from '../requests/settings.ts'
import { CopiedValue, SecretDialog } from '../secret-dialog.tsx'

/** The dialog that is open. */
type Opened = { dialog: 'make' } | { dialog: 'revoke' } | { dialog: 'secret'; token: string }

/** The tokens with which the company's directory changes people. */
export function DirectoryTokens({ corpId, signedOut }: { corpId: string; signedOut: () => void }) {
  const { t, i18n } = useTranslation('console')
  const words = useErrorWords()
  const [tokens] = useState(() => openScimTokens(settingsApi, { corpId, signedOut }))
  useEffect(() => void tokens.load(), [tokens])
  const { valid, error } = useObservable(tokens.view)
  const [opened, setOpened] = useState<Opened>()
  const [hours, setHours] = useState(24)
  /** A dialog that is done may have opened another one already. */
  const close = () => setOpened((now) => (now === opened ? undefined : now))
  const timeOf = (at: number) => formatDateTime(i18n.language, at)
  return (
    <section className="card stack settings-directory" aria-labelledby="company-directory">
      <h2 id="company-directory">{t('settings.directory.title')}</h2>
      <p className="lead">{t('settings.directory.lead')}</p>
      {error !== undefined && <Notice tone="error">{words(error)}</Notice>}
      {valid && <CopiedValue label={t('settings.directory.url')} text={valid.url} testId="directory-url" />}
      {valid?.tokens.length === 0 && <p>{t('settings.directory.none')}</p>}
      {valid && valid.tokens.length > 0 && (
        <ul className="settings-tokens">
          {valid.tokens.map(({ id, madeAt, endsAt }) => (
            <li key={id} data-testid="scim-token">
              <code>{id}</code>
              <span className="console-note">
                {t('settings.directory.made', { time: timeOf(madeAt) })}
                {endsAt !== undefined && ` · ${t('settings.directory.replaced', { time: timeOf(endsAt) })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {valid && (
        <div className="settings-actions">
          {valid.tokens.length > 0 && (
            <Button onPress={() => setOpened({ dialog: 'revoke' })} data-testid="revoke-scim-tokens">
              {t('settings.directory.revoke')}
            </Button>
          )}
          <Button onPress={() => setOpened({ dialog: 'make' })} data-testid="make-scim-token">
            {t('settings.directory.make')}
          </Button>
        </div>
      )}
      {valid && opened?.dialog === 'make' && (
        <ConfirmDialog
          title={t('settings.directory.make')}
          confirm={t('settings.directory.make')}
          close={close}
          signedOut={signedOut}
          act={async () => {
            const token = await tokens.make(hours)
            setOpened({ dialog: 'secret', token })
          }}
        >
          <p>{t('settings.directory.makeWords')}</p>
          {valid.tokens.length > 0 && (
            <OverlapSelect label={t('settings.directory.overlap')} hours={hours} onChange={setHours} />
          )}
        </ConfirmDialog>
      )}
      {opened?.dialog === 'revoke' && (
        <ConfirmDialog
          title={t('settings.directory.revokeTitle')}
          confirm={t('settings.directory.revoke')}
          isDanger
          close={close}
          signedOut={signedOut}
          act={() => tokens.revoke()}
        >
          <p>{t('settings.directory.revokeWords')}</p>
        </ConfirmDialog>
      )}
      {valid && opened?.dialog === 'secret' && (
        <SecretDialog
          title={t('settings.directory.title')}
          close={close}
          values={[
            { label: t('settings.directory.url'), text: valid.url, testId: 'scim-url' },
            { label: t('settings.directory.token'), text: opened.token, testId: 'scim-secret' },
          ]}
        >
          <p>{t('settings.directory.secretWords')}</p>
        </SecretDialog>
      )}
    </section>
  )
}
