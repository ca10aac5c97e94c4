import { WEB } from '../../../contract/web/paths.ts'
import { send } from '../../http.ts'
import type { DeliveriesApi } from '../../state/console/subscriptions/deliveries.ts'
import type { SubscriptionsApi } from '../../state/console/subscriptions/subscriptions.ts'
import { toQuery } from './query.ts'

const one = (corpId: string, id: string, part = '') =>
  `${WEB.subscriptions}/${encodeURIComponent(id)}${part}?${toQuery({ corpId })}`

/** The requests for subscriptions and their deliveries. They throw `ApiError`. */
export const subscriptionsApi: SubscriptionsApi & DeliveriesApi = {
  subscriptions: (corpId) => send('GET', `${WEB.subscriptions}?${toQuery({ corpId })}`),
  addSubscription: (corpId, order) => send('POST', `${WEB.subscriptions}?${toQuery({ corpId })}`, order),
  changeSubscription: (corpId, id, changes) => send('PATCH', one(corpId, id), changes),
  renewSubscriptionSecret: (corpId, id, overlapHours) => send('POST', one(corpId, id, '/secret'), { overlapHours }),
  removeSubscription: (corpId, id) => send('DELETE', one(corpId, id)),
  sendTestEvent: (corpId, id) => send('POST', one(corpId, id, '/test')),
  deliveries: (corpId, id, page) =>
    send('GET', `${WEB.subscriptions}/${encodeURIComponent(id)}/deliveries?${toQuery({ corpId, ...page })}`),
  resend: (corpId, id, what) => send('POST', one(corpId, id, '/resend'), what),
}
