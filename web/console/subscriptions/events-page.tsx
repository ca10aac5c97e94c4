import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedSubscription } from '../../../contract/web/subscription-types.ts'
import { Button } from '../../controls/button.tsx'
import { startAutoRefresh } from '../../home/auto-refresh.ts'
import { openSubscriptionList } from '../../state/console/subscriptions/subscriptions.ts'
import { useObservable } from '../../state/use-observable.ts'
import { subscriptionsApi } from '../requests/subscriptions.ts'
import type { ConsoleViewProps } from '../view-props.ts'
import { DeliveriesPage } from './deliveries-page.tsx'
import type { OpenedDialog, SubscriptionAct } from './subscription-acts.ts'
import { SubscriptionDialogs } from './subscription-dialogs.tsx'
import { SubscriptionsTable } from './subscriptions-table.tsx'

const EVERY_MS = 5_000

/** The subscriptions of the apps of an organization, or the deliveries of one subscription. */
export function EventsPage(props: ConsoleViewProps) {
  const { id } = props.place
  return id === undefined ? <SubscriptionsPage {...props} /> : <DeliveriesPage key={id} {...props} id={id} />
}

function SubscriptionsPage({ model, corpId, organization, pathOf }: ConsoleViewProps) {
  const { t } = useTranslation('console')
  const signedOut = model.session.lost
  const [list] = useState(() => openSubscriptionList(subscriptionsApi, { corpId, signedOut }))
  const view = useObservable(list.view)
  const [opened, setOpened] = useState<OpenedDialog>()
  const refresh = useCallback(() => void list.refresh(), [list])
  useEffect(() => startAutoRefresh(list.refresh, EVERY_MS), [list])
  const open = useCallback(
    (dialog: SubscriptionAct, subscription: ListedSubscription) => setOpened({ dialog, subscription }),
    [],
  )
  return (
    <>
      <header className="console-head">
        <div>
          <h1>{t('page.events')}</h1>
          <p className="lead">{t('events.lead', { organization })}</p>
        </div>
        <div className="console-tools">
          <Button variant="primary" onPress={() => setOpened({ dialog: 'add' })} data-testid="add-subscription">
            {t('events.add')}
          </Button>
        </div>
      </header>
      <SubscriptionsTable
        view={view}
        more={() => void list.more()}
        restart={() => void list.restart()}
        none={t('events.none')}
        model={model}
        pathOf={pathOf}
        open={open}
      />
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
