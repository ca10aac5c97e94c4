import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { Notice } from '../controls/notice.tsx'
import { openAttempt, type Attempt } from '../state/console/attempt.ts'
import type { TextProblem } from '../state/console/form-texts.ts'
import { useObservable } from '../state/use-observable.ts'
import { useErrorWords } from './error-words.ts'

/** What is wrong with the fields of a form. */
type Problems = Readonly<Record<string, TextProblem | undefined>>

export type FormDialogProps<Form extends Problems> = {
  title: string
  /** The id of the form element. */
  id: string
  size?: 'wide'
  /** What is wrong with what is typed now. It is shown after the first try to save. */
  problems: Form
  /** Saves what is typed. It throws `ApiError`, which the dialog shows. */
  save: () => Promise<void>
  /** The button that saves. */
  saveButton: { label: string; testId: string; isDisabled?: boolean }
  /** Runs `save`, if the caller has requests of its own. */
  attempt?: Attempt
  /** The words for a refusal, if the form has better ones. */
  wordsOf?: (code: string) => string | undefined
  close: () => void
  signedOut: () => void
  /** The fields. `problemOf` gives the words at a field. */
  children: (problemOf: (field: keyof Form) => string | undefined) => ReactNode
  /** What stands below the fields. */
  footer?: ReactNode
}

/** A form in a dialog: it says what is wrong with a field, saves once, and shows a refusal. */
export function FormDialog<Form extends Problems>(props: FormDialogProps<Form>) {
  const { title, id, size, problems, save, saveButton, wordsOf, close, signedOut, children, footer } = props
  const { t } = useTranslation('console')
  const words = useErrorWords()
  const [isTried, setTried] = useState(false)
  const [attempt] = useState(() => props.attempt ?? openAttempt(signedOut))
  const { isBusy, error } = useObservable(attempt.view)
  const submit = () => {
    setTried(true)
    if (Object.keys(problems).length === 0) void attempt.run(save)
  }
  const problemOf = (field: keyof Form) => {
    const problem: TextProblem | undefined = isTried ? problems[field] : undefined
    return problem === undefined ? undefined : t(`people.problem.${problem}`)
  }
  return (
    <Dialog
      title={title}
      isOpen
      {...(size && { size })}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('cancel')}</Button>
          <Button
            type="submit"
            form={id}
            variant="primary"
            isBusy={isBusy}
            isDisabled={saveButton.isDisabled === true}
            data-testid={saveButton.testId}
          >
            {saveButton.label}
          </Button>
        </>
      }
    >
      {error !== undefined && <Notice tone="error">{wordsOf?.(error) ?? words(error)}</Notice>}
      <form
        id={id}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {children(problemOf)}
      </form>
      {footer}
    </Dialog>
  )
}
