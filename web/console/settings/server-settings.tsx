import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../controls/badge.tsx'
import { Notice } from '../../controls/notice.tsx'
import { openServerSettings } from '../../state/console/settings/server-settings.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'
import { settingsApi } from '../requests/settings.ts'

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
        <div className="console-table" role="region" aria-labelledby="server-settings" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('settings.setting')}</th>
                <th scope="col">{t('settings.value')}</th>
              </tr>
            </thead>
            <tbody>
              {settings.map(({ name, value, isSecret, source }) => (
                <tr key={name} data-testid="server-setting" data-name={name}>
                  <th scope="row">
                    <code>{name}</code>
                    <Badge>{t(`settings.source.${source}`)}</Badge>
                  </th>
                  <td>
                    {isSecret
                      ? t(source === 'environment' ? 'settings.secret' : 'settings.unset')
                      : (value ?? t('settings.unset'))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
