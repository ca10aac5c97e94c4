import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryAnswer, ListedSubscription } from '../../../contract/web/subscription-types.ts'
import { Button } from '../../controls/button.tsx'
import { EmptyState } from '../../controls/empty-state.tsx'
import { Notice } from '../../controls/notice.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { PageLink } from '../../page-frame.tsx'
import { DELIVERY_FILTERS, keyOfDelivery, toDeliveryFilters } from '../../state/console/subscriptions/deliveries.ts'
import type { Resent } from '../../state/console/subscriptions/deliveries.ts'
import { openAttempt } from '../../state/console/attempt.ts'
import { openDeliveryList, readDeliveryFilter } from '../../state/console/subscriptions/deliveries.ts'
import { openSubscriptionList } from '../../state/console/subscriptions/subscriptions.ts'
import { useObservable } from '../../state/use-observable.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { useErrorWords } from '../error-words.ts'
import { subscriptionsApi } from '../requests/subscriptions.ts'
import type { ConsoleViewProps } from '../view-props.ts'
import { DeliveriesTable } from './deliveries-table.tsx'
import { DeliveryDialog } from './delivery-dialog.tsx'
import type { OpenedDialog } from './subscription-acts.ts'
import { SubscriptionDialogs } from './subscription-dialogs.tsx'
import { SubscriptionHead } from './subscription-head.tsx'

const EVERY_MS = 4_000

type Props = ConsoleViewProps & { id: string }

/** One subscription, and what was sent to it. */
export function DeliveriesPage(props: Props) {
  const { model, corpId, id, pathOf } = props
  const { t } = useTranslation('console')
  const { t: common } = useTranslation()
  const words = useErrorWords()
  const signedOut = model.session.lost
  const [subscriptions] = useState(() => openSubscriptionList(subscriptionsApi, { corpId, signedOut }))
  const view = useObservable(subscriptions.view)
  const [opened, setOpened] = useState<OpenedDialog>()
  const refresh = useCallback(() => void subscriptions.refresh(), [subscriptions])
  useEffect(() => startAutoRefresh(subscriptions.refresh, EVERY_MS), [subscriptions])
  const subscription = view.phase === 'shown' ? view.rows.find((row) => row.id === id) : undefined
  return (
    <>
      <p>
        <PageLink model={model} to={pathOf({ page: 'events' })}>
          ← {t('events.back')}
        </PageLink>
      </p>
      {view.phase === 'loading' && <EmptyState isStatus>{common('app.loading')}</EmptyState>}
      {view.phase === 'refused' && <h1>{words(view.code)}</h1>}
      {view.phase === 'shown' && !subscription && <h1>{t('events.unknown')}</h1>}
      {view.phase === 'shown' && subscription && (
        <>
          {view.error !== undefined && <Notice tone="warning">{t('stale')}</Notice>}
          <SubscriptionHead subscription={subscription} open={(dialog) => setOpened({ dialog, subscription })} />
          <Deliveries {...props} subscription={subscription} changed={refresh} />
        </>
      )}
      <SubscriptionDialogs
        corpId={corpId}
        opened={opened}
        setOpened={setOpened}
        changed={refresh}
        signedOut={signedOut}
      />
    </>
  )
}

type DeliveriesProps = Props & { subscription: ListedSubscription; changed: () => void }

function Deliveries({ model, corpId, id, place, pathOf, subscription, changed }: DeliveriesProps) {
  const { t } = useTranslation('console')
  const words = useErrorWords()
  const signedOut = model.session.lost
  const filter = readDeliveryFilter(place)
  const [list] = useState(() => openDeliveryList(subscriptionsApi, { corpId, id, first: filter, signedOut }))
  const view = useObservable(list.view)
  const [shown, setShown] = useState<DeliveryAnswer>()
  const [isAsking, setAsking] = useState(false)
  const [resent, setResent] = useState<number>()
  useEffect(() => void list.show(filter), [list, filter])
  useEffect(() => startAutoRefresh(list.refresh, EVERY_MS), [list])
  const resend = useCallback(
    async (what: Resent) => {
      setResent((await subscriptionsApi.resend(corpId, id, what)).count)
      void list.refresh()
      changed()
    },
    [corpId, id, list, changed],
  )
  const fresh = view.phase === 'shown' && shown ? view.rows.find(isOf(shown)) : undefined
  const [sending] = useState(() => openAttempt(signedOut))
  const { isBusy, error } = useObservable(sending.view)
  const { dead, waiting, paused, appRevoked } = subscription
  const canSendNow = waiting > 0 && !paused && !appRevoked
  return (
    <>
      <nav className="console-parts" aria-label={t('events.filters')}>
        {DELIVERY_FILTERS.map((one) => (
          <PageLink
            key={one}
            model={model}
            to={pathOf({ page: 'events', id, filters: toDeliveryFilters(one) })}
            className="console-part"
            isCurrent={one === filter}
          >
            {t(`events.filter.${one}`)}
          </PageLink>
        ))}
      </nav>
      {resent !== undefined && (
        <div data-testid="resent">
          <Notice tone="good">{resent === 0 ? t('events.resentNone') : t('events.resent', { count: resent })}</Notice>
        </div>
      )}
      {error !== undefined && <Notice tone="error">{words(error)}</Notice>}
      {(canSendNow || dead > 0) && (
        <div className="console-tools">
          {canSendNow && (
            <Button
              isBusy={isBusy}
              onPress={() => void sending.run(() => resend({ state: 'waiting' }))}
              data-testid="send-all-now"
            >
              {t('events.sendAllNow')}
            </Button>
          )}
          {dead > 0 && (
            <Button onPress={() => setAsking(true)} data-testid="resend-all">
              {t('events.resendAll')}
            </Button>
          )}
        </div>
      )}
      <DeliveriesTable
        view={view}
        more={() => void list.more()}
        restart={() => void list.restart()}
        none={t(filter === 'all' ? 'events.deliveriesNone' : 'events.deliveriesNoneOf')}
        open={setShown}
      />
      {shown && (
        <DeliveryDialog
          delivery={fresh ?? shown}
          canSendNow={canSendNow}
          resend={async () => {
            await resend({ id: shown.id })
            setShown(undefined)
          }}
          close={() => setShown(undefined)}
          signedOut={signedOut}
        />
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('events.resendTitle')}
          confirm={t('events.resend')}
          close={() => setAsking(false)}
          signedOut={signedOut}
          act={() => resend({ state: 'dead' })}
        >
          <p>{t('events.resendWords', { count: dead })}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

function isOf(shown: DeliveryAnswer): (row: DeliveryAnswer) => boolean {
  return (row) => keyOfDelivery(row) === keyOfDelivery(shown)
}
