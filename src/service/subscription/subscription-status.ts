import type { SubscribedType } from '../../../contract/event/event-terms.ts'
import type { OrganizationId } from '../../conference/identity.ts'
import type { Directory } from '../account/directory.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import { findSubscribedApp } from './subscribed-app.ts'
import type { LatestAttempts, SubscriptionStore } from './subscription-store.ts'
import { permitted, type Subscription } from './subscription.ts'

/**
 * A subscription, and how far it is. `appName` is absent if the app no longer works for the organization. `withheld`: types that the app may no longer
 * read. `behind`: events that are not read yet.
 */
export type SubscriptionStatus = Readonly<{
  subscription: Subscription
  appName?: string
  withheld: readonly SubscribedType[]
  behind: number
  waiting: number
  dead: number
  latest: LatestAttempts
}>

type Deps = Readonly<{
  store: Pick<SubscriptionStore, 'list' | 'listLatest' | 'countWaiting' | 'countDead'>
  outbox: Pick<OutboxStore, 'listNewest'>
  directory: Pick<Directory, 'findApp' | 'findSuite'>
}>

/** How far the subscriptions of an organization are, or those of one app; in order of creation. */
export async function listStatuses(
  { store, outbox, directory }: Deps,
  whose: Readonly<{ organizationId: OrganizationId; clientId?: string }>,
): Promise<readonly SubscriptionStatus[]> {
  const found = await store.list(whose)
  const clientIds = [...new Set(found.map(({ clientId }) => clientId))]
  const apps = new Map(
    await Promise.all(
      clientIds.map(async (id) => [id, await findSubscribedApp(directory, whose.organizationId, id)] as const),
    ),
  )
  const latest = await store.listLatest(found.map(({ id }) => id))
  const newest = (await outbox.listNewest([whose.organizationId])).get(whose.organizationId) ?? 0
  return Promise.all(
    found.map(async (subscription) => {
      const app = apps.get(subscription.clientId)
      const readable = permitted(subscription, app?.scopes ?? [])
      return {
        subscription,
        ...(app && { appName: app.name }),
        withheld: subscription.types.filter((type) => !readable.includes(type)),
        behind: Math.max(0, newest - subscription.cursor),
        waiting: (await store.countWaiting(subscription.id)).deliveries,
        dead: await store.countDead(subscription.id),
        latest: latest.get(subscription.id) ?? {},
      }
    }),
  )
}
