import { useTranslation } from 'react-i18next'
import type { AttemptAnswer } from '../../../contract/web/subscription-types.ts'
import { CodeText } from './code-text.tsx'

/** The beginning of what an endpoint answered, or why it is not shown. Nothing if it did not answer. */
export function AttemptAnswerText({ attempt }: { attempt: AttemptAnswer }) {
  const { t } = useTranslation('console')
  const { status, answer = '', answerHidden = false } = attempt
  if (status === undefined) return null
  if (answerHidden) return <p className="console-note">{t('events.answerHidden')}</p>
  if (answer === '') return <p className="console-note">{t('events.answerEmpty')}</p>
  return <CodeText label={t('events.answer')} text={answer} testId="answer" />
}
