import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../controls/badge.tsx'
import { Notice } from '../../controls/notice.tsx'
import { openServerSettings } from '../../state/console/settings/server-settings.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { settingsApi } from '../requests/settings.ts'
import { ConsoleTable } from '../table/console-table.tsx'

/** What the server was started with. Operators read it here, and change it where the server is started. */
export function ServerSettings({ signedOut }: { signedOut: () => void }) {
  const { t } = useTranslation('console')
  const words = useErrorWords()
  const [server] = useState(() => openServerSettings(settingsApi, signedOut))
  useEffect(() => void server.load(), [server])
  const { settings, error } = useObservable(server.view)
  return (
    <section className="settings-server" aria-labelledby="server-settings">
      <h2 id="server-settings">{t('settings.server')}</h2>
      <p className="lead">{t('settings.serverLead')}</p>
      {error !== undefined && <Notice tone="error">{words(error)}</Notice>}
      {settings && (
        <ConsoleTable
          rows={settings}
          layout={{
            label: t('settings.server'),
            keyOf: ({ name }) => name,
            testId: 'server-setting',
            data: ({ name }) => ({ 'data-name': name }),
            columns: [
              {
                label: t('settings.setting'),
                isRowHeading: true,
                renderCell: ({ name, source }) => (
                  <>
                    <code>{name}</code>
                    <Badge>{t(`settings.source.${source}`)}</Badge>
                  </>
                ),
              },
              {
                label: t('settings.value'),
                renderCell: ({ value, isSecret, source }) =>
                  isSecret
                    ? t(source === 'environment' ? 'settings.secret' : 'settings.unset')
                    : (value ?? t('settings.unset')),
              },
            ],
          }}
        />
      )}
    </section>
  )
}
