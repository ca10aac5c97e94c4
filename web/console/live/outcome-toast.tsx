import { useTranslation } from 'react-i18next'
import { Icon } from '../../controls/icon.tsx'
import type { LiveMeetingModel, Outcome } from '../../state/console/live/live-meeting.ts'
import { useObservable } from '../../state/use-observable.ts'
import { useErrorWords } from '../error-words.ts'

/** What came of the latest act, for some seconds. */
export function OutcomeToast({ meeting }: { meeting: Pick<LiveMeetingModel, 'outcome' | 'dismiss'> }) {
  const { t } = useTranslation('console')
  const words = useErrorWords()
  const outcome = useObservable(meeting.outcome)
  return (
    // It is there before its text, so that screen readers read the text.
    <div role="status" className="live-toasts">
      {outcome && (
        <div key={outcome.id} className="live-toast" data-testid="outcome" data-result={outcome.result}>
          <p>{textOf(outcome)}</p>
          <button type="button" className="toast-dismiss" aria-label={t('live.dismiss')} onClick={meeting.dismiss}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  )

  function textOf({ name = '', ...came }: Outcome): string {
    switch (came.result) {
      case 'done':
        return t(`live.done.${came.act}`, { name })
      case 'unchanged':
        return t('live.unchanged')
      case 'refused':
        return words(came.code)
    }
  }
}
