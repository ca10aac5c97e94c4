import { useTranslation } from 'react-i18next'
import type { ListedSubscription } from '../../../contract/web/subscription-types.ts'
import { PageLink } from '../../page-frame.tsx'
import type { ConsoleViewProps } from '../view-props.ts'
import { useEventWords } from '../subscriptions/event-words.ts'

type Props = Pick<ConsoleViewProps, 'model' | 'pathOf'> & { troubled: readonly ListedSubscription[] }

/** The subscriptions whose events do not arrive, each with what was given up or why the latest attempt failed. */
export function TroubledEvents({ troubled, model, pathOf }: Props) {
  const { t } = useTranslation('console')
  const { whyOf, timeOf } = useEventWords()
  const factsOf = ({ dead, lastFailure, url }: ListedSubscription) => [
    ...(dead > 0 ? [t('events.dead', { count: dead })] : []),
    ...(lastFailure ? [t('events.lastFailure', { time: timeOf(lastFailure.at), why: whyOf(lastFailure) })] : []),
    ...(url === undefined ? [] : [new URL(url).host]),
  ]
  return (
    <section className="card stack" aria-labelledby="troubled-events">
      <h2 id="troubled-events">{t('overview.troubledEvents')}</h2>
      <ul className="overview-meetings">
        {troubled.map((subscription) => (
          <li key={subscription.id} data-testid="troubled-subscription">
            <PageLink
              model={model}
              to={pathOf({
                page: 'events',
                id: subscription.id,
                filters: subscription.dead > 0 ? { state: 'dead' } : {},
              })}
            >
              {subscription.appName}
            </PageLink>
            <span className="console-note">{factsOf(subscription).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
