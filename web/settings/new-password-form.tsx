import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../contract/web/types.ts'
import type { AppModel } from '../app-model.ts'
import { Button } from '../controls/button.tsx'
import { Notice } from '../controls/notice.tsx'
import { TextField } from '../controls/text-field.tsx'
import { errorText } from '../i18n/format.ts'
import { openNewPassword, PASSWORD_CHARACTERS, type NewPasswordModel } from '../state/account/new-password.ts'
import { useObservable } from '../state/use-observable.ts'

/** A form to change the password, also when it must be changed. */
export function NewPasswordForm({ model, me }: { model: AppModel; me: Me }) {
  const { t } = useTranslation()
  const [form] = useState(() =>
    openNewPassword(model.api.changePassword, { changed: model.session.take, needsCurrent: true }),
  )
  const { changes } = useObservable(form.view)
  return (
    <>
      {changes > 0 && <Notice tone="good">{t('password.changed')}</Notice>}
      <NewPasswordFields key={changes} form={form} userId={me.userId} submit={t('password.submit')} />
    </>
  )
}

type FieldsProps = {
  form: NewPasswordModel
  userId: string
  /** What the button says. */
  submit: string
}

/** The fields for a new password. */
export function NewPasswordFields({ form, userId, submit }: FieldsProps) {
  const { t } = useTranslation()
  const { isBusy, problem } = useObservable(form.view)
  const [input, setInput] = useState({ current: '', next: '', again: '' })
  // This error says the same as the rule below the field, so it replaces the rule.
  const isTooShort = problem?.code === 'password-short'
  const field = (name: keyof typeof input) => ({
    type: 'password',
    value: input[name],
    onChange: (value: string) => setInput((now) => ({ ...now, [name]: value })),
    error: problem?.field === name ? textFor(problem.code) : undefined,
  })
  const textFor = (code: string) => {
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
        return errorText(t, code)
    }
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit(input)
      }}
    >
      {/* For password managers, which need the user name. */}
      <input className="unseen" autoComplete="username" value={userId} readOnly tabIndex={-1} aria-hidden="true" />
      {problem?.field === 'form' && <Notice tone="error">{textFor(problem.code)}</Notice>}
      {form.needsCurrent && (
        <TextField label={t('password.current')} autoComplete="current-password" {...field('current')} />
      )}
      <TextField
        label={t('password.next')}
        description={isTooShort ? undefined : t('password.rule', { count: PASSWORD_CHARACTERS })}
        autoComplete="new-password"
        {...field('next')}
      />
      <TextField label={t('password.again')} autoComplete="new-password" {...field('again')} />
      <Button type="submit" variant="primary" isBusy={isBusy}>
        {submit}
      </Button>
    </form>
  )
}
