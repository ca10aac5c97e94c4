import { useTranslation } from 'react-i18next'
import type { ListedSubscription } from '../../../contract/web/subscription-types.ts'
import { PageLink } from '../../page-frame.tsx'
import { stateOf } from '../../../contract/web/subscription-state.ts'
import { PagedTable, type PagedTableState } from '../table/paged-table.tsx'
import type { ConsoleViewProps } from '../view-props.ts'
import { useEventWords } from './event-words.ts'
import { StateMark } from './state-mark.tsx'
import { toneOf, useSubscriptionEntries, type SubscriptionAct } from './subscription-acts.ts'

export type SubscriptionsTableProps = PagedTableState<ListedSubscription> &
  Pick<ConsoleViewProps, 'model' | 'pathOf'> & {
    /** Opens the dialog of an act. */
    open: (act: SubscriptionAct, subscription: ListedSubscription) => void
  }

/** The subscriptions in rows, each with how far it is. */
export function SubscriptionsTable({ model, pathOf, open, ...list }: SubscriptionsTableProps) {
  const { t } = useTranslation('console')
  const { typesOf } = useEventWords()
  const latestOf = useLatestWords()
  const entriesOf = useSubscriptionEntries(open)
  const wayOf = ({ way }: ListedSubscription) => t(`events.way.${way}`)
  const countsOf = ({ waiting, dead }: ListedSubscription) => [
    ...(waiting > 0 ? [t('events.waiting', { count: waiting })] : []),
    ...(dead > 0 ? [t('events.dead', { count: dead })] : []),
  ]
  return (
    <PagedTable
      {...list}
      layout={{
        label: t('page.events'),
        keyOf: ({ id }) => id,
        testId: 'subscription',
        data: ({ id, clientId }) => ({ 'data-id': id, 'data-app': clientId }),
        columns: [
          {
            label: t('events.app'),
            isRowHeading: true,
            renderCell: (subscription) => (
              <>
                <PageLink model={model} to={pathOf({ page: 'events', id: subscription.id })}>
                  {subscription.appName}
                </PageLink>
                <span className="console-note">{wayOf(subscription)}</span>
                {subscription.url !== undefined && (
                  <span className="console-note events-address">{subscription.url}</span>
                )}
              </>
            ),
          },
          { label: t('events.what'), isWide: true, renderCell: ({ types }) => typesOf(types) },
          {
            label: t('events.state'),
            renderCell: (subscription) => (
              <>
                <StateMark tone={toneOf(subscription)} testId="subscription-state">
                  {t(`events.stateWords.${stateOf(subscription)}`)}
                </StateMark>
                <span className="console-note">{countsOf(subscription).join(' · ')}</span>
              </>
            ),
          },
          {
            label: t('events.last'),
            isWide: true,
            renderCell: (subscription) =>
              latestOf(subscription).map((line) => (
                <span key={line} className="console-note">
                  {line}
                </span>
              )),
          },
        ],
        below: (subscription) => [typesOf(subscription.types), ...latestOf(subscription)],
        acts: (subscription) => ({
          label: t('events.acts', { app: subscription.appName }),
          testId: 'subscription-acts',
          entries: entriesOf(subscription),
        }),
      }}
    />
  )
}

/** When events last arrived and last failed, in lines. */
export function useLatestWords(): (subscription: ListedSubscription) => readonly string[] {
  const { t } = useTranslation('console')
  const { whyOf, timeOf } = useEventWords()
  return ({ lastSuccess, lastFailure }) => {
    const lines = [
      ...(lastSuccess === undefined ? [] : [t('events.lastSuccess', { time: timeOf(lastSuccess) })]),
      ...(lastFailure === undefined
        ? []
        : [t('events.lastFailure', { time: timeOf(lastFailure.at), why: whyOf(lastFailure) })]),
    ]
    return lines.length === 0 ? [t('events.nothingYet')] : lines
  }
}
