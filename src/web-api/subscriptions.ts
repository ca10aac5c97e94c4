import { WEB } from '../../contract/web/paths.ts'
import type {
  AttemptAnswer,
  DeliveryAnswer,
  ListedSubscription,
  SubscriptionAnswer,
  SubscriptionSecrets,
} from '../../contract/web/subscription-types.ts'
import {
  AddSubscription,
  ChangeSubscription,
  ListDeliveries,
  ListSubscriptions,
  RemoveSubscription,
  RenewSubscriptionSecret,
  ResendDeliveries,
  TestSubscription,
} from '../../contract/web/subscriptions.ts'
import type { EpochMs } from '../conference/identity.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { SUBSCRIBED_TYPES, type SubscribedType } from '../../contract/event/event-terms.ts'
import type { Subscription } from '../service/subscription/subscription.ts'
import type { SubscriptionStatus } from '../service/subscription/subscription-status.ts'
import type { Attempt } from '../service/subscription/subscription-store.ts'
import type { ShownDelivery, Subscriptions } from '../service/subscription/subscriptions.ts'
import { limitOf, organizationOf, readCursor, toCursor } from './administration-query.ts'
import type { Principals } from './principals.ts'
import { MalformedError } from './refusal.ts'

export type SubscriptionsDeps = { subscriptions: Subscriptions }

/** The subscriptions of apps, for administrators of their organization. */
export function subscriptionsApi(
  web: Routes,
  { subscriptions, principals }: SubscriptionsDeps & { principals: Principals },
): void {
  const all = WEB.subscriptions
  const one = `${all}/:id`

  web.get(
    all,
    { config: { operation: ListSubscriptions.operationId }, schema: ListSubscriptions },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const found = await subscriptions.list(by, organizationOf(by, request.query), request.query.clientId)
      return reply.send({
        subscriptions: found.map(toListed),
      })
    },
  )

  web.post(
    all,
    { config: { operation: AddSubscription.operationId }, schema: AddSubscription },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const { types, from, ...given } = request.body
      const order = { ...given, types: toTypes(types), ...(from !== undefined && { from: from as EpochMs }) }
      const subscription = await subscriptions.add(by, organizationOf(by, request.query), order)
      return reply.send({ subscription: toWire(subscription), secrets: secretsOf(subscription) })
    },
  )

  web.patch(
    one,
    { config: { operation: ChangeSubscription.operationId }, schema: ChangeSubscription },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const { types, ...given } = request.body
      const changes = { ...given, ...(types && { types: toTypes(types) }) }
      const changed = await subscriptions.change(by, organizationOf(by, request.query), request.params.id, changes)
      return reply.send({ subscription: toWire(changed) })
    },
  )

  web.post(
    `${one}/secret`,
    { config: { operation: RenewSubscriptionSecret.operationId }, schema: RenewSubscriptionSecret },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const organizationId = organizationOf(by, request.query)
      const renewed = await subscriptions.renewSecret(by, organizationId, request.params.id, request.body.overlapHours)
      return reply.send({ subscription: toWire(renewed), secrets: secretsOf(renewed) })
    },
  )

  web.delete(
    one,
    { config: { operation: RemoveSubscription.operationId }, schema: RemoveSubscription },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      await subscriptions.remove(by, organizationOf(by, request.query), request.params.id)
      return reply.send({ ok: true })
    },
  )

  web.get(
    `${one}/deliveries`,
    { config: { operation: ListDeliveries.operationId }, schema: ListDeliveries },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const { query, params } = request
      const [limit, after] = [limitOf(query), readCursor(query, { event: 1, target: 1 })]
      const before = after && { eventId: after.event, isTarget: after.target === 1 }
      const page = { limit, ...(before && { before }), ...(query.state && { state: query.state }) }
      const found = await subscriptions.pageDeliveries(by, organizationOf(by, query), params.id, page)
      const last = found.at(-1)?.delivery
      return reply.send({
        deliveries: found.map(toDeliveryAnswer),
        ...(found.length === limit &&
          last && { cursor: toCursor({ event: last.eventId, target: last.isTarget ? 1 : 0 }) }),
      })
    },
  )

  web.post(
    `${one}/resend`,
    { config: { operation: ResendDeliveries.operationId }, schema: ResendDeliveries },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const organizationId = organizationOf(by, request.query)
      const { id: eventId, state } = request.body
      const what = { ...(eventId !== undefined && { eventId }), ...(state && { state }) }
      const count = await subscriptions.resend(by, organizationId, request.params.id, what)
      return reply.send({ count })
    },
  )

  web.post(
    `${one}/test`,
    { config: { operation: TestSubscription.operationId }, schema: TestSubscription },
    async (request, reply) => {
      const by = await principals.load(request, reply)
      const attempt = await subscriptions.test(by, organizationOf(by, request.query), request.params.id)
      return reply.send(attempt ? { attempt: toAttemptAnswer(attempt) } : {})
    },
  )
}

function toTypes(given: readonly string[]): readonly SubscribedType[] {
  const types = SUBSCRIBED_TYPES.filter((type) => given.includes(type))
  if (types.length !== new Set(given).size) throw new MalformedError(`types must be of ${SUBSCRIBED_TYPES.join(', ')}`)
  return types
}

function toWire({ id, clientId, types, route, paused, createdAt }: Subscription): SubscriptionAnswer {
  return {
    id,
    clientId,
    way: route.way,
    types: [...types],
    ...(route.way !== 'stream' && { url: route.url }),
    paused,
    createdAt,
    ...(route.way === 'webhook' && route.former && { formerSecretUntil: route.former.until }),
  }
}

function toListed({
  subscription,
  appName,
  withheld,
  latest: { successAt, failure },
  ...counts
}: SubscriptionStatus): ListedSubscription {
  return {
    ...toWire(subscription),
    appName: appName ?? subscription.clientId,
    appRevoked: appName === undefined,
    withheld: [...withheld],
    ...counts,
    ...(successAt !== undefined && { lastSuccess: successAt }),
    ...(failure && { lastFailure: failure }),
  }
}

function toAttemptAnswer({ isAnswerHidden, ...attempt }: Attempt): AttemptAnswer {
  return { ...attempt, ...(isAnswerHidden === true && { answerHidden: true }) }
}

function secretsOf({ route }: Subscription): SubscriptionSecrets {
  if (route.way === 'stream') return {}
  return route.way === 'webhook' ? { secret: route.secret } : { token: route.token, aesKey: route.aesKey }
}

function toDeliveryAnswer({ delivery, event, waitsFor }: ShownDelivery): DeliveryAnswer {
  const { eventId, state, attempts, nextAt, last } = delivery
  return {
    id: eventId,
    ...(event && { eventId: event.eventId, type: event.eventType, happenedAt: event.at, payload: event.data }),
    state,
    attempts,
    ...(state === 'waiting' && { nextAt }),
    ...(waitsFor !== undefined && { waitsFor }),
    ...(last && { last: toAttemptAnswer(last) }),
  }
}
