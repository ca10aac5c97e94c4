import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdministeredApp } from '../../../contract/web/administration-types.ts'
import { Button } from '../../controls/button.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { openAppList, withApp } from '../../state/console/apps/apps.ts'
import { useObservable } from '../../state/use-observable.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { appsApi } from '../requests/apps.ts'
import { SecretDialog } from '../secret-dialog.tsx'
import type { ConsoleViewProps } from '../view-props.ts'
import { AppDialog } from './app-dialog.tsx'
import { AppsTable, type AppAct } from './apps-table.tsx'
import { RedirectsDialog } from './redirects-dialog.tsx'
import { RenewDialog } from './renew-dialog.tsx'

/** The dialog that is open. */
type Opened =
  | { dialog: 'add' }
  | { dialog: AppAct; app: AdministeredApp }
  | { dialog: 'secret'; app: AdministeredApp; secret: string }

/** The apps of the organization. */
export function AppsPage({ model, corpId, organization }: ConsoleViewProps) {
  const { t } = useTranslation('console')
  const signedOut = model.session.lost
  const [{ list, scopes: known }] = useState(() => openAppList(appsApi, { corpId, signedOut }))
  const view = useObservable(list.view)
  const scopes = useObservable(known)
  const [opened, setOpened] = useState<Opened>()
  useEffect(() => startAutoRefresh(list.refresh), [list])
  const open = useCallback((dialog: AppAct, app: AdministeredApp) => setOpened({ dialog, app }), [])
  /** A dialog that is done may have opened another one already. */
  const close = () => setOpened((now) => (now === opened ? undefined : now))
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.apps')}</h1>
          <p className="lead">{t('apps.lead', { organization })}</p>
        </div>
        <div className="console-tools">
          <Button
            variant="primary"
            isDisabled={scopes.length === 0}
            onPress={() => setOpened({ dialog: 'add' })}
            data-testid="add-app"
          >
            {t('apps.add')}
          </Button>
        </div>
      </header>
      <AppsTable
        view={view}
        more={() => void list.more()}
        restart={() => void list.restart()}
        none={t('apps.none')}
        open={open}
      />
      {opened?.dialog === 'add' && (
        <AppDialog
          corpId={corpId}
          scopes={scopes}
          close={close}
          signedOut={signedOut}
          saved={(app, secret) => {
            void list.show(undefined)
            setOpened(secret === undefined ? undefined : { dialog: 'secret', app, secret })
          }}
        />
      )}
      {opened?.dialog === 'edit' && (
        <AppDialog
          corpId={corpId}
          scopes={scopes}
          app={opened.app}
          close={close}
          signedOut={signedOut}
          saved={(app) => {
            list.update((rows) => withApp(rows, app))
            close()
          }}
        />
      )}
      {opened?.dialog === 'redirects' && (
        <RedirectsDialog corpId={corpId} app={opened.app} close={close} signedOut={signedOut} />
      )}
      {opened?.dialog === 'renew' && (
        <RenewDialog
          corpId={corpId}
          app={opened.app}
          close={close}
          signedOut={signedOut}
          renewed={(app, secret) => {
            list.update((rows) => withApp(rows, app))
            setOpened({ dialog: 'secret', app, secret })
          }}
        />
      )}
      {opened?.dialog === 'revoke' && (
        <ConfirmDialog
          title={t('apps.revokeTitle', { name: opened.app.name })}
          confirm={t('apps.revoke')}
          isDanger
          close={close}
          signedOut={signedOut}
          act={async () => {
            const { clientId } = opened.app
            await appsApi.revokeApp(corpId, clientId)
            list.update((rows) => rows.filter((row) => row.clientId !== clientId))
          }}
        >
          <p>{t('apps.revokeWords')}</p>
        </ConfirmDialog>
      )}
      {opened?.dialog === 'secret' && (
        <SecretDialog
          title={t('apps.secretTitle', { name: opened.app.name })}
          close={close}
          values={[
            { label: t('apps.clientId'), text: opened.app.clientId, testId: 'app-client-id' },
            { label: t('apps.secret'), text: opened.secret, testId: 'app-secret' },
          ]}
        >
          <p>{t('apps.secretWords')}</p>
        </SecretDialog>
      )}
    </>
  )
}
