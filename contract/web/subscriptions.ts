import Type from 'typebox'
import { DELIVERY_STATES, SUBSCRIPTION_WAYS } from '../event/event-terms.ts'
import { PATTERNS } from '../patterns.ts'
import { CorpId, Page } from './administration.ts'
import { OVERLAP_HOURS } from './overlap-hours.ts'
import { Ok, schemaOf, tags, Time, webAnswers } from './schema.ts'
import type {
  AttemptAnswer,
  DeliveryAnswer,
  ListedSubscription,
  SubscriptionAnswer,
  SubscriptionSecrets,
} from './subscription-types.ts'

// The subscriptions of apps, for administrators of their organization. 403 `not-administrator`, 404 `subscription-not-found`.

const querystring = Type.Object({ corpId: CorpId })
const params = Type.Object({ id: Type.String({ maxLength: 36, description: 'The subscription.' }) })
const ClientId = Type.String({
  pattern: PATTERNS.seedId,
  description: 'The app, or a third-party app that the organization authorized.',
})
const Types = Type.Array(Type.String({ maxLength: 64 }), {
  minItems: 1,
  maxItems: 16,
  description:
    '`meeting_status_change`, `meeting_member_status_change`, the same with `_target_push`, `booking_change`, ' +
    '`directory_change`.',
})
const Way = Type.Enum([...SUBSCRIPTION_WAYS])
const State = Type.Enum([...DELIVERY_STATES])
const Url = Type.String({ maxLength: 2048, description: 'Where callbacks and webhooks are sent.' })

const answer = {
  id: Type.String(),
  clientId: Type.String(),
  way: Way,
  types: Type.Array(Type.String()),
  url: Type.Optional(Type.String()),
  paused: Type.Boolean({ description: 'Nothing is sent. What happens meanwhile is sent afterwards.' }),
  createdAt: Time('When it was made.'),
  formerSecretUntil: Type.Optional(Time('Until then a webhook is signed with the previous secret, too.')),
}
const Subscription = schemaOf<SubscriptionAnswer>()(Type.Object(answer))
const Secrets = schemaOf<SubscriptionSecrets>()(
  Type.Object({
    secret: Type.Optional(Type.String({ description: 'Of a webhook. Shown once.' })),
    token: Type.Optional(Type.String({ description: 'Of a callback. Shown once.' })),
    aesKey: Type.Optional(Type.String({ description: 'Of a callback. Shown once.' })),
  }),
)
const WithSecrets = webAnswers(Type.Object({ subscription: Subscription, secrets: Secrets }))
const Attempt = schemaOf<AttemptAnswer>()(
  Type.Object({
    at: Time('When it was sent.'),
    ms: Type.Integer({ description: 'How long it took.' }),
    failure: Type.Optional(Type.String({ description: 'Why it failed. Absent if it was taken.' })),
    status: Type.Optional(Type.Integer({ description: 'The HTTP status of the answer.' })),
    answer: Type.Optional(Type.String({ description: 'The beginning of the answer.' })),
    answerHidden: Type.Optional(
      Type.Boolean({ description: 'The address is not public, so what it answered is not shown.' }),
    ),
  }),
)

/** `GET /api/subscriptions` */
export const ListSubscriptions = {
  operationId: 'ListSubscriptions',
  summary: 'List subscriptions to events',
  tags,
  querystring: Type.Object({ corpId: CorpId, clientId: Type.Optional(ClientId) }),
  response: webAnswers(
    Type.Object({
      subscriptions: Type.Array(
        schemaOf<ListedSubscription>()(
          Type.Object({
            ...answer,
            appName: Type.String({ description: 'The client id if the app was revoked.' }),
            appRevoked: Type.Boolean(),
            withheld: Type.Array(Type.String(), { description: 'Types that the app may no longer read.' }),
            behind: Type.Integer({ description: 'Events of the organization that were not read yet.' }),
            waiting: Type.Integer({ description: 'Deliveries that wait to be tried again.' }),
            dead: Type.Integer({ description: 'Deliveries that were given up.' }),
            lastSuccess: Type.Optional(Time('When a delivery or a test event last arrived.')),
            lastFailure: Type.Optional(
              Type.Object({
                at: Time('When an attempt last failed.'),
                failure: Type.Optional(Type.String({ description: 'Why it failed.' })),
                status: Type.Optional(Type.Integer()),
              }),
            ),
          }),
        ),
      ),
    }),
  ),
}

/** `POST /api/subscriptions`: 404 `app-not-found`, 400 `endpoint-wrong`, `endpoint-refused`, 409 `too-many-subscriptions`. */
export const AddSubscription = {
  operationId: 'AddSubscription',
  summary: 'Subscribe an app to events',
  description:
    'A callback begins paused. Give its receiver the secrets, then go on with `paused: false`: it has to answer the event ' +
    '`check_url`.',
  tags,
  querystring,
  body: Type.Object({
    clientId: ClientId,
    types: Types,
    way: Way,
    url: Type.Optional(Url),
    from: Type.Optional(Time('Also what happened since then. Absent: from now on.')),
  }),
  response: WithSecrets,
}

/**
 * `PATCH /api/subscriptions/:id`: 409 `endpoint-silent` if a callback does not confirm its address, 400 `endpoint-wrong`,
 * `endpoint-absent` if a stream would get one.
 */
export const ChangeSubscription = {
  operationId: 'ChangeSubscription',
  summary: 'Change a subscription',
  tags,
  querystring,
  params,
  body: Type.Object({
    types: Type.Optional(Types),
    url: Type.Optional(Url),
    paused: Type.Optional(Type.Boolean()),
  }),
  response: webAnswers(Type.Object({ subscription: Subscription })),
}

/** `POST /api/subscriptions/:id/secret`: 400 `endpoint-absent` for a stream. */
export const RenewSubscriptionSecret = {
  operationId: 'RenewSubscriptionSecret',
  summary: 'Give a subscription new secrets',
  tags,
  querystring,
  params,
  body: Type.Object({
    overlapHours: Type.Optional(
      Type.Number({ ...OVERLAP_HOURS, description: 'How long a webhook is signed with the previous secret, too.' }),
    ),
  }),
  response: WithSecrets,
}

/** `DELETE /api/subscriptions/:id` */
export const RemoveSubscription = {
  operationId: 'RemoveSubscription',
  summary: 'End a subscription',
  tags,
  querystring,
  params,
  response: webAnswers(Ok),
}

/** `GET /api/subscriptions/:id/deliveries`: latest event first. */
export const ListDeliveries = {
  operationId: 'ListDeliveries',
  summary: 'List what was sent to a subscription',
  tags,
  querystring: Type.Object({
    corpId: CorpId,
    ...Page,
    state: Type.Optional(State),
  }),
  params,
  response: webAnswers(
    Type.Object({
      deliveries: Type.Array(
        schemaOf<DeliveryAnswer>()(
          Type.Object({
            id: Type.Integer({ description: 'Of the event in its organization.' }),
            eventId: Type.Optional(Type.String({ description: 'Absent if the event was deleted.' })),
            type: Type.Optional(Type.String()),
            happenedAt: Type.Optional(Time('When the event happened.')),
            state: State,
            attempts: Type.Integer(),
            nextAt: Type.Optional(Time('When it is sent again.')),
            waitsFor: Type.Optional(
              Type.Integer({
                description: 'The earlier event of the same meeting, booking or directory that holds it back.',
              }),
            ),
            last: Type.Optional(Attempt),
            payload: Type.Optional(Type.Unknown({ description: 'As it leaves.' })),
          }),
        ),
      ),
      cursor: Type.Optional(Type.String({ description: 'Of the next page.' })),
    }),
  ),
}

/** `POST /api/subscriptions/:id/resend` */
export const ResendDeliveries = {
  operationId: 'ResendDeliveries',
  summary: 'Send now what waits, and again what was given up',
  tags,
  querystring,
  params,
  body: Type.Object({
    id: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'One event, with those that wait before it for the same meeting.',
      }),
    ),
    state: Type.Optional(
      Type.Enum(['waiting', 'dead'], { description: 'Without `id`: only what waits, or only what was given up.' }),
    ),
  }),
  response: webAnswers(Type.Object({ count: Type.Integer({ description: 'Deliveries that are sent now.' }) })),
}

/** `POST /api/subscriptions/:id/test` */
export const TestSubscription = {
  operationId: 'TestSubscription',
  summary: 'Send a test event now',
  tags,
  querystring,
  params,
  response: webAnswers(
    Type.Object({
      attempt: Type.Optional(Attempt),
    }),
  ),
}
