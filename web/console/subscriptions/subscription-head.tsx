import { useTranslation } from 'react-i18next'
import type { ListedSubscription } from '../../../contract/web/subscription-types.ts'
import { Button } from '../../controls/button.tsx'
import { Menu } from '../../controls/menu.tsx'
import { Icon } from '../../controls/icon.tsx'
import { stateOf } from '../../../contract/web/subscription-state.ts'
import { useEventWords } from './event-words.ts'
import { StateMark } from './state-mark.tsx'
import { toneOf, useSubscriptionEntries, type SubscriptionAct } from './subscription-acts.ts'
import { useLatestWords } from './subscriptions-table.tsx'

export type SubscriptionHeadProps = {
  subscription: ListedSubscription
  /** Opens the dialog of an act. */
  open: (act: SubscriptionAct) => void
}

/** What a subscription is, how it is, and what can be done with it. */
export function SubscriptionHead({ subscription, open }: SubscriptionHeadProps) {
  const { t } = useTranslation('console')
  const { typesOf, timeOf } = useEventWords()
  const latestOf = useLatestWords()
  const entriesOf = useSubscriptionEntries(open)
  const { appName, way, url, types, withheld, waiting, dead, behind, formerSecretUntil, appRevoked } = subscription
  const state = stateOf(subscription)
  const counts = [
    t('events.waiting', { count: waiting }),
    t('events.dead', { count: dead }),
    ...(behind > 0 ? [t('events.behind', { count: behind })] : []),
  ]
  return (
    <header className="stack">
      <div className="console-head">
        <div>
          <h1>
            {appName} <StateMark tone={toneOf(subscription)}>{t(`events.stateWords.${state}`)}</StateMark>
          </h1>
          <p className="lead">{t(`events.stateHelp.${state}`)}</p>
        </div>
        <div className="console-tools">
          {!appRevoked && (
            <Button onPress={() => open('test')} data-testid="send-test">
              {t('events.test')}
            </Button>
          )}
          <Menu
            label={t('events.acts', { app: appName })}
            testId="subscription-acts"
            entries={entriesOf(subscription)}
            button={{ variant: 'quiet' }}
          >
            <Icon name="more" />
          </Menu>
        </div>
      </div>
      <dl className="events-facts">
        <dt>{t('events.address')}</dt>
        <dd>
          {t(`events.way.${way}`)}
          {url !== undefined && <span className="console-note events-address">{url}</span>}
          {formerSecretUntil !== undefined && (
            <span className="console-note">{t('events.formerSecret', { time: timeOf(formerSecretUntil) })}</span>
          )}
        </dd>
        <dt>{t('events.what')}</dt>
        <dd>
          {typesOf(types)}
          {withheld.length > 0 && (
            <span className="console-note">{t('events.withheld', { types: typesOf(withheld) })}</span>
          )}
        </dd>
        <dt>{t('events.deliveries')}</dt>
        <dd data-testid="delivery-counts">{counts.join(' · ')}</dd>
        <dt>{t('events.last')}</dt>
        <dd>
          {latestOf(subscription).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </dd>
      </dl>
    </header>
  )
}
