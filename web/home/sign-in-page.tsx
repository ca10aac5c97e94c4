import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { WEB } from '../../contract/web/paths.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { Notice } from '../controls/notice.tsx'
import { Select } from '../controls/select.tsx'
import { TextField } from '../controls/text-field.tsx'
import { errorText } from '../i18n/format.ts'
import { Bare } from '../page-frame.tsx'
import { meetingPath, type Route } from '../state/route.ts'
import { openSignIn } from '../state/account/sign-in.ts'
import { useObservable } from '../state/use-observable.ts'
import { JoinForm } from './join-form.tsx'

type Refused = Extract<Route, { page: 'home' }>['refused']

export function SignInPage({ model, refused }: { model: AppModel; refused?: Refused }) {
  const { t } = useTranslation()
  const [form] = useState(() => openSignIn(model.api, { signedIn: model.session.take, refused }))
  const { options, corpId, isBusy, error } = useObservable(form.view)
  useEffect(() => void form.load(), [form])
  const [userId, setUserId] = useState('')
  const [password, setPassword] = useState('')
  const organizations = options?.organizations ?? []
  return (
    <Bare title={t('signIn.title')}>
      <p className="lead">{t('signIn.lead')}</p>
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
      {options?.sso && (
        <>
          <p className="or">{t('signIn.or')}</p>
          <a className="button button-plain button-large" href={ssoAddress(model)}>
            {t('signIn.sso', { name: options.sso.name })}
          </a>
        </>
      )}
      <section className="guest" aria-labelledby="guest">
        <p id="guest">{t('signIn.guest')}</p>
        <JoinForm model={model} submit={t('signIn.join')} />
      </section>
    </Bare>
  )
}

/** The address of the sign-in at the identity provider, which leads back to the current page. */
function ssoAddress({ navigation }: AppModel): string {
  const { page, arrival } = { arrival: undefined, ...navigation.route.get() }
  const to =
    page === 'meeting' && arrival?.kind === 'link' ? meetingPath(arrival) : page === 'settings' ? '/settings' : '/'
  return `${navigation.href(WEB.ssoStart)}?${new URLSearchParams({ to }).toString()}`
}
