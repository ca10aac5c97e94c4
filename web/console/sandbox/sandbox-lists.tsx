import type { Plan, ScriptedConference } from '../../../contract/sandbox/types.ts'
import { useTranslation } from 'react-i18next'
import type { AppModel } from '../../app-model.ts'
import { Button } from '../../controls/button.tsx'
import { PageLink } from '../../page-frame.tsx'
import type { ConsoleViewProps } from '../view-props.ts'

type MadeProps = {
  model: AppModel
  conferences: readonly ScriptedConference[]
  pathOf: ConsoleViewProps['pathOf']
  isBusy: boolean
  end: () => void
}

/** The conferences that the app has made, each with what its timetable did. */
export function MadeConferences({ model, conferences, pathOf, isBusy, end }: MadeProps) {
  const { t } = useTranslation('console')
  return (
    <section className="stack" aria-labelledby="sandbox-made">
      <h3 id="sandbox-made">{t('sandbox.made')}</h3>
      {conferences.length === 0 && <p className="lead">{t('sandbox.madeNone')}</p>}
      <ul className="sandbox-list">
        {conferences.map(({ conferenceId, title, stepsLeft, refused }) => (
          <li key={conferenceId} data-testid="sandbox-conference">
            <PageLink model={model} to={pathOf({ page: 'meetings', id: conferenceId })}>
              {title}
            </PageLink>
            <span className="console-note">
              <code>{conferenceId}</code> {stepsLeft > 0 && t('sandbox.stepsLeft', { count: stepsLeft })}
            </span>
            {refused.map(({ at, step, reason }) => (
              <span key={`${at} ${step}`} className="console-note">
                {t('sandbox.refused', { step, reason })}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {conferences.length > 0 && (
        <div className="sandbox-actions">
          <Button isBusy={isBusy} onPress={end} data-testid="sandbox-end">
            {t('sandbox.end')}
          </Button>
        </div>
      )}
    </section>
  )
}

type PlannedProps = { answers: readonly Plan[]; isBusy: boolean; drop: () => void }

/** What the app has planned, in the order in which it is used. */
export function PlannedAnswers({ answers, isBusy, drop }: PlannedProps) {
  const { t } = useTranslation('console')
  const wordsOf = ({ answer }: Plan): string => {
    switch (answer.kind) {
      case 'error':
        return answer.code
      case 'late':
        return t('sandbox.lateBy', { seconds: answer.delayMs / 1_000 })
      case 'cut':
        return t(answer.done === false ? 'sandbox.answerOf.undone' : 'sandbox.answerOf.cut')
      case 'throttled':
        return t('sandbox.answerOf.throttled')
    }
  }
  return (
    <section className="stack" aria-labelledby="sandbox-planned">
      <h3 id="sandbox-planned">{t('sandbox.planned')}</h3>
      {answers.length === 0 && <p className="lead">{t('sandbox.plannedNone')}</p>}
      <ol className="sandbox-list">
        {answers.map((plan) => (
          <li key={plan.id} data-testid="sandbox-answer">
            <span>{plan.operation}</span>
            <span className="console-note">
              {wordsOf(plan)} · {t('sandbox.timesLeft', { count: plan.times })}
            </span>
          </li>
        ))}
      </ol>
      {answers.length > 0 && (
        <div className="sandbox-actions">
          <Button isBusy={isBusy} onPress={drop} data-testid="sandbox-drop">
            {t('sandbox.drop')}
          </Button>
        </div>
      )}
    </section>
  )
}
