import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WEB } from '../../contract/web/paths.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { Notice } from '../controls/notice.tsx'
import { Select } from '../controls/select.tsx'
import { TextField } from '../controls/text-field.tsx'
import { errorText } from '../i18n/format.ts'
import { Bare } from '../page-frame.tsx'
import { isMeeting, type Route } from '../state/route.ts'
import { openSignIn } from '../state/account/sign-in.ts'
import { useObservable } from '../state/use-observable.ts'
import { JoinForm } from './join-form.tsx'

// Few people need it, so it is loaded when it opens.
const ForgottenDialog = lazy(async () => ({
  default: (await import('../account/forgotten-dialog.tsx')).ForgottenDialog,
}))

/** `to`: the page to open after the sign-in, if it is not the home page. */
export type SignInPageProps = { model: AppModel } & Pick<Extract<Route, { page: 'home' }>, 'refused' | 'to'>

/** The sign-in with a password, or at the identity provider. */
export function SignInPage({ model, refused, to }: SignInPageProps) {
  const { t } = useTranslation()
  const [form] = useState(() => openSignIn(model.api, { signedIn: model.session.take, refused }))
  const { options, corpId, isBusy, error } = useObservable(form.view)
  useEffect(() => void form.load(), [form])
  const [userId, setUserId] = useState('')
  const [password, setPassword] = useState('')
  const [isForgotten, setForgotten] = useState(false)
  const isForMeeting = to !== undefined && isMeeting(to)
  const organizations = options?.organizations ?? []
  return (
    <Bare title={t('signIn.title')} look={organizations.find((one) => one.corpId === corpId)?.look}>
      <p className="lead">{t(isForMeeting ? 'signIn.meetingLead' : 'signIn.lead')}</p>
      {error !== undefined && (
        <Notice tone="error">{error === 'incomplete' ? t('signIn.incomplete') : errorText(t, error)}</Notice>
      )}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit({ userId, password })
        }}
      >
        {organizations.length > 1 && (
          <Select
            label={t('signIn.organization')}
            options={organizations.map((organization) => ({ id: organization.corpId, label: organization.name }))}
            value={corpId ?? null}
            onChange={form.chooseOrganization}
          />
        )}
        <TextField
          label={t('signIn.user')}
          name="username"
          autoComplete="username"
          autoFocus
          value={userId}
          onChange={setUserId}
        />
        <TextField
          label={t('signIn.password')}
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" variant="primary" size="large" isBusy={isBusy}>
          {isBusy ? t('signIn.busy') : t('signIn.submit')}
        </Button>
      </form>
      {options && (
        <Button variant="quiet" data-testid="forgot-password" onPress={() => setForgotten(true)}>
          {t('signIn.forgotten')}
        </Button>
      )}
      {options && isForgotten && (
        <Suspense>
          <ForgottenDialog
            api={model.api}
            options={options}
            corpId={corpId}
            userId={userId}
            close={() => setForgotten(false)}
          />
        </Suspense>
      )}
      {options?.sso && (
        <>
          <p className="or">{t('signIn.or')}</p>
          <a className="button button-plain button-large" href={ssoAddress(model, to)}>
            {t('signIn.sso', { name: options.sso.name })}
          </a>
        </>
      )}
      {isForMeeting ? (
        <Button variant="quiet" data-testid="back-to-meeting" onPress={() => model.navigation.replace(to)}>
          {t('signIn.backToMeeting')}
        </Button>
      ) : (
        <section className="guest" aria-labelledby="guest">
          <p id="guest">{t('signIn.guest')}</p>
          <JoinForm model={model} submit={t('signIn.join')} />
        </section>
      )}
    </Bare>
  )
}

/** The address of the sign-in at the identity provider, which leads back to this server. */
function ssoAddress({ navigation }: AppModel, to = '/'): string {
  return `${navigation.href(WEB.ssoStart)}?${new URLSearchParams({ to }).toString()}`
}
