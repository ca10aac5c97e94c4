import { useEffect, useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AuthorizationRequest, Me } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { InitialsMark } from '../controls/initials-mark.tsx'
import { Notice } from '../controls/notice.tsx'
import { errorText } from '../i18n/format.ts'
import { Bare, Waiting } from '../page-frame.tsx'
import { openAuthorization } from '../state/account/authorization.ts'
import { useObservable } from '../state/use-observable.ts'
import './authorization-page.css'

type Props = { model: AppModel; me: Me; request: AuthorizationRequest }

/** A person lets an app know who they are. */
export function AuthorizationPage({ model, me, request }: Props) {
  const { t } = useTranslation()
  const [authorization] = useState(() => openAuthorization(model.api, { request, go: (url) => location.assign(url) }))
  const view = useObservable(authorization.view)
  useEffect(() => void authorization.load(), [authorization])
  switch (view.phase) {
    case 'loading':
      return <Waiting />
    case 'refused':
      return (
        <Bare title={t('authorization.refused')}>
          <p>{refusalText(t, view)}</p>
          <Account model={model} me={me} />
        </Bare>
      )
    case 'loaded': {
      const { requested, host, isBusy, error } = view
      return (
        <Bare title={t('authorization.title', { app: requested.app })}>
          <p className="lead">{t('authorization.lead', { app: requested.app })}</p>
          {error !== undefined && <Notice tone="error">{errorText(t, error)}</Notice>}
          <Account model={model} me={me} />
          <div>
            <p>{t('authorization.gets')}</p>
            <ul className="authorization-gets">
              <li>{t('authorization.person')}</li>
              {requested.tellsOrganization && (
                <li>{t('authorization.organization', { organization: me.organization })}</li>
              )}
            </ul>
          </div>
          <p className="lead">{t('authorization.next', { host })}</p>
          <div className="authorization-answers">
            <Button
              variant="primary"
              size="large"
              isBusy={isBusy}
              data-testid="allow"
              onPress={() => void authorization.answer(true)}
            >
              {isBusy ? t('authorization.allowing') : t('authorization.allow')}
            </Button>
            <Button size="large" isBusy={isBusy} data-testid="deny" onPress={() => void authorization.answer(false)}>
              {t('authorization.deny')}
            </Button>
          </div>
        </Bare>
      )
    }
  }
}

/** Who is signed in, and the way to another account. */
function Account({ model, me }: Omit<Props, 'request'>) {
  const { t } = useTranslation()
  return (
    <div className="authorization-account">
      <InitialsMark name={me.name} memberKey={`user:${me.unionId}`} />
      <span className="authorization-name">
        <strong>{me.name}</strong>
        <span className="lead">{me.organization}</span>
      </span>
      <Button variant="quiet" data-testid="other-account" onPress={() => void model.session.signOut()}>
        {t('authorization.other')}
      </Button>
    </div>
  )
}

function refusalText(t: TFunction, { code, address }: { code: string; address: string }): string {
  switch (code) {
    case 'app-unknown':
      return t('authorization.appUnknown')
    case 'app-elsewhere':
      return t('authorization.appElsewhere')
    case 'redirect-not-allowed':
      return t('authorization.redirect', { address })
    case 'authorization-malformed':
    case 'malformed':
      return t('authorization.malformed')
    default:
      return errorText(t, code)
  }
}
