import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { Notice } from '../controls/notice.tsx'
import { TextField } from '../controls/text-field.tsx'
import { errorWords } from '../i18n/format.ts'
import { openNewPassword, PASSWORD_CHARACTERS, type NewPasswordForm as Form } from '../state/account/new-password.ts'
import { useObservable } from '../state/use-observable.ts'

export function NewPasswordForm({ model, me }: { model: AppModel; me: Me }) {
  const { t } = useTranslation()
  const [form] = useState(() => openNewPassword(model.api, model.session.take))
  const { changes } = useObservable(form.view)
  return (
    <>
      {changes > 0 && <Notice tone="good">{t('password.changed')}</Notice>}
      <Fields key={changes} form={form} userId={me.userId} />
    </>
  )
}

function Fields({ form, userId }: { form: Form; userId: string }) {
  const { t } = useTranslation()
  const { isBusy, fault } = useObservable(form.view)
  const [given, setGiven] = useState({ current: '', next: '', again: '' })
  // It replaces the rule, since it says the same.
  const isTooShort = fault?.code === 'password-short'
  const field = (name: keyof typeof given) => ({
    type: 'password',
    value: given[name],
    onChange: (value: string) => setGiven((now) => ({ ...now, [name]: value })),
    error: fault?.field === name ? words(fault.code) : undefined,
  })
  const words = (code: string) => {
    switch (code) {
      case 'password-wrong':
        return t('password.wrong')
      case 'password-short':
        return t('password.short', { count: PASSWORD_CHARACTERS })
      case 'password-same':
        return t('password.same')
      case 'password-differs':
        return t('password.differs')
      case 'password-weak':
        return t('password.weak')
      default:
        return errorWords(t, code)
    }
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit(given)
      }}
    >
      {/* For the keeper of passwords, which would not know whose it is. */}
      <input className="unseen" autoComplete="username" value={userId} readOnly tabIndex={-1} aria-hidden="true" />
      {fault?.field === 'form' && <Notice tone="error">{words(fault.code)}</Notice>}
      <TextField label={t('password.current')} autoComplete="current-password" {...field('current')} />
      <TextField
        label={t('password.next')}
        description={isTooShort ? undefined : t('password.rule', { count: PASSWORD_CHARACTERS })}
        autoComplete="new-password"
        {...field('next')}
      />
      <TextField label={t('password.again')} autoComplete="new-password" {...field('again')} />
      <Button type="submit" look="primary" isBusy={isBusy}>
        {t('password.submit')}
      </Button>
    </form>
  )
}
