import type { SubscribedType, SubscriptionWay } from '../../../contract/event/event-terms.ts'
import { OVERLAP_HOURS } from '../../../contract/web/overlap-hours.ts'
import type { EpochMs, OrganizationId } from '../../conference/identity.ts'
import { AccountError } from '../account/account-error.ts'
import type { Audit } from '../account/audit.ts'
import type { AuditEntry } from '../account/audit-entry.ts'
import type { Directory } from '../account/directory.ts'
import type { Principal } from '../account/principal.ts'
import { requireAdministrator } from '../account/roles.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import { readEndpointUrl } from '../../../contract/text/endpoint-url.ts'
import type { OutgoingEvent } from './outgoing-event.ts'
import type { Sender } from './sender.ts'
import { findSubscribedApp } from './subscribed-app.ts'
import { toAct } from './subscription-audit.ts'
import { listStatuses, type SubscriptionStatus } from './subscription-status.ts'
import type { Attempt, ResentState, StoredDelivery, SubscriptionStore } from './subscription-store.ts'
import { findDelivery, permitted, type Route, type Subscription } from './subscription.ts'
import type { Transport } from './transport.ts'

/** Subscriptions of one app. */
const MAX_SUBSCRIPTIONS = 10
/** Deliveries that are resent at once. */
const MAX_RESENT = 1_000
const HOUR_MS = 3_600_000

/** What an administrator wants to subscribe an app to. `from`: also what happened since then. */
export type NewSubscription = Readonly<{
  clientId: string
  types: readonly SubscribedType[]
  way: SubscriptionWay
  /** For callbacks and webhooks. */
  url?: string
  from?: EpochMs
}>

/** A delivery with its event, unless that was deleted. `waitsFor`: the earlier event of its subject that holds it back. */
export type ShownDelivery = Readonly<{ delivery: StoredDelivery; event?: OutgoingEvent; waitsFor?: number }>

type Deps = Readonly<{
  store: SubscriptionStore
  outbox: OutboxStore
  directory: Pick<Directory, 'findApp' | 'findSuite'>
  audit: Pick<Audit, 'toEntry' | 'record'>
  sender: Pick<Sender, 'allows'>
  transport: Transport
  clock: Clock
  ids: Ids
}>

/** The subscriptions of apps, for administrators of their organization. Each change is audited. */
export class Subscriptions {
  readonly #deps: Deps

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** All of an organization, or those of one app. @throws AccountError `not-administrator` */
  async list(by: Principal, organizationId: OrganizationId, clientId?: string): Promise<readonly SubscriptionStatus[]> {
    requireAdministrator(by, organizationId)
    return listStatuses(this.#deps, { organizationId, ...(clientId !== undefined && { clientId }) })
  }

  /**
   * Subscribes an app. A callback begins paused: its receiver needs the secrets to confirm its address.
   *
   * @returns the subscription with its secrets, which are not shown again
   * @throws AccountError `not-administrator`, `app-not-found`, `endpoint-wrong`, `endpoint-refused`, `scope-missing`,
   *   `too-many-subscriptions`
   */
  async add(by: Principal, organizationId: OrganizationId, given: NewSubscription): Promise<Subscription> {
    requireAdministrator(by, organizationId)
    const { store, outbox, clock, ids } = this.#deps
    const { clientId, types, way, url, from } = given
    const app = await findSubscribedApp(this.#deps.directory, organizationId, clientId)
    if (!app) throw new AccountError('app-not-found')
    requireScopes(types, app.scopes)
    const route = this.#newRoute(way, url)
    await this.#requireAllowed(route)
    const newest = (await outbox.listNewest([organizationId])).get(organizationId) ?? 0
    const subscription: Subscription = {
      id: ids.uuid(),
      organizationId,
      clientId,
      types,
      route,
      paused: way === 'callback',
      createdAt: clock.now(),
      cursor: from === undefined ? newest : await outbox.findIdBefore(organizationId, from),
    }
    const entry = await this.#entryOf(by, subscription, 'subscription-added')
    if (!(await store.insert(subscription, MAX_SUBSCRIPTIONS, entry))) throw new AccountError('too-many-subscriptions')
    return subscription
  }

  /**
   * Changes types or address, pauses or goes on. A callback that goes on has to confirm its address.
   *
   * @throws AccountError `not-administrator`, `subscription-not-found`, `subscription-changed`, `endpoint-wrong`,
   *   `endpoint-absent` for a stream, `endpoint-refused`, `endpoint-silent`, `scope-missing`
   */
  async change(
    by: Principal,
    organizationId: OrganizationId,
    id: string,
    changes: Readonly<{ types?: readonly SubscribedType[]; url?: string; paused?: boolean }>,
  ): Promise<Subscription> {
    const before = await this.#load(by, organizationId, id)
    const { url, types = before.types, paused = before.paused } = changes
    if (changes.types) {
      const app = await findSubscribedApp(this.#deps.directory, organizationId, before.clientId)
      requireScopes(types, app?.scopes ?? [])
    }
    const route = url === undefined ? before.route : withUrl(before.route, url)
    if (url !== undefined) await this.#requireAllowed(route)
    const after = { ...before, types, paused, route }
    if (!paused && (url !== undefined || before.paused)) await this.#confirm(after)
    await this.#update(before, after, await this.#entryOf(by, after, 'subscription-changed', { paused }))
    return after
  }

  /**
   * Makes new secrets. A webhook is signed with the previous one as well, for `overlapHours`. A callback is paused until its
   * receiver has the new ones and confirms its address.
   *
   * @returns the subscription with the new secrets, which are not shown again
   * @throws AccountError `not-administrator`, `subscription-not-found`, `endpoint-absent` for a stream, which has no secrets
   */
  async renewSecret(
    by: Principal,
    organizationId: OrganizationId,
    id: string,
    overlapHours: number = OVERLAP_HOURS.default,
  ): Promise<Subscription> {
    const before = await this.#load(by, organizationId, id)
    const { route } = before
    if (route.way === 'stream') throw new AccountError('endpoint-absent')
    const renewed = this.#newRoute(route.way, route.url)
    const until = (this.#deps.clock.now() + overlapHours * HOUR_MS) as EpochMs
    const isSigned = route.way === 'webhook' && renewed.way === 'webhook'
    const former = isSigned && overlapHours > 0 && { former: { secret: route.secret, until } }
    const paused = before.paused || route.way === 'callback'
    const after = { ...before, paused, route: { ...renewed, ...former } }
    await this.#update(before, after, await this.#entryOf(by, after, 'subscription-secret-renewed'))
    return after
  }

  /** Ends a subscription. @throws AccountError `not-administrator`, `subscription-not-found` */
  async remove(by: Principal, organizationId: OrganizationId, id: string): Promise<void> {
    const subscription = await this.#load(by, organizationId, id)
    await this.#deps.store.delete(id, await this.#entryOf(by, subscription, 'subscription-removed'))
  }

  /** What was sent, or waits to be, latest event first. @throws AccountError `not-administrator`, `subscription-not-found` */
  async pageDeliveries(
    by: Principal,
    organizationId: OrganizationId,
    id: string,
    page: Parameters<SubscriptionStore['pageDeliveries']>[1],
  ): Promise<readonly ShownDelivery[]> {
    await this.#load(by, organizationId, id)
    const { store, outbox } = this.#deps
    const deliveries = await store.pageDeliveries(id, page)
    const waiting = deliveries.filter(({ state }) => state === 'waiting')
    const firsts = await store.listBlocked(id, [...new Set(waiting.map(({ subject }) => subject))])
    return Promise.all(
      deliveries.map(async (delivery) => {
        const event = (await findDelivery(outbox, organizationId, delivery))?.event
        const first = delivery.state === 'waiting' ? firsts.get(delivery.subject) : undefined
        const isBlocked = first !== undefined && first < delivery.eventId
        return { delivery, ...(event && { event }), ...(isBlocked && { waitsFor: first }) }
      }),
    )
  }

  /**
   * Sends now what waits, and again what was given up: one event, or those of one state, or all; at most 1,000 that were given up.
   *
   * @returns how many deliveries are due now
   * @throws AccountError `not-administrator`, `subscription-not-found`
   */
  async resend(
    by: Principal,
    organizationId: OrganizationId,
    id: string,
    what: Readonly<{ eventId?: number; state?: ResentState }> = {},
  ): Promise<number> {
    const subscription = await this.#load(by, organizationId, id)
    const event = what.eventId !== undefined && { eventId: what.eventId }
    const entry = await this.#entryOf(by, subscription, 'deliveries-resent', { ...event })
    return this.#deps.store.resend(id, { at: this.#deps.clock.now(), limit: MAX_RESENT, ...what }, entry)
  }

  /**
   * Sends a test event now, once. If it arrives, what waits is sent as well.
   *
   * @returns what came of it; nothing if the app has no connection to this server
   * @throws AccountError `not-administrator`, `subscription-not-found`, `app-not-found` if it was revoked or is not authorized any more
   */
  async test(by: Principal, organizationId: OrganizationId, id: string): Promise<Attempt | undefined> {
    const subscription = await this.#load(by, organizationId, id)
    const app = await findSubscribedApp(this.#deps.directory, organizationId, subscription.clientId)
    if (!app) throw new AccountError('app-not-found')
    await this.#deps.audit.record(await toAct(this.#deps.directory, by, subscription, 'subscription-tested'))
    const outcome = await this.#send(subscription)
    if (outcome.kind !== 'attempted') return undefined
    const { attempt } = outcome
    if (attempt.failure === undefined) await this.#deps.store.noteArrival(id, this.#deps.clock.now())
    return attempt
  }

  async #load(by: Principal, organizationId: OrganizationId, id: string): Promise<Subscription> {
    requireAdministrator(by, organizationId)
    const found = await this.#deps.store.find(id)
    if (found?.organizationId !== organizationId) throw new AccountError('subscription-not-found')
    return found
  }

  /** @throws AccountError `subscription-changed` if somebody else changed or removed it meanwhile */
  async #update(before: Subscription, after: Subscription, entry: AuditEntry): Promise<void> {
    if (!(await this.#deps.store.update(before, after, entry))) throw new AccountError('subscription-changed')
  }

  /** @throws AccountError `endpoint-refused` if events are not sent to any address that the endpoint has now */
  async #requireAllowed(route: Route): Promise<void> {
    if (route.way === 'stream' || (await this.#deps.sender.allows(route.url))) return
    throw new AccountError('endpoint-refused')
  }

  /** @throws AccountError `endpoint-silent` if a callback does not confirm its address */
  async #confirm(subscription: Subscription): Promise<void> {
    if (subscription.route.way !== 'callback') return
    const outcome = await this.#send(subscription)
    if (outcome.kind === 'attempted' && outcome.attempt.failure !== undefined) throw new AccountError('endpoint-silent')
  }

  #send(subscription: Subscription) {
    const { clock, ids, transport } = this.#deps
    const { organizationId, route } = subscription
    const eventType = route.way === 'callback' ? 'check_url' : 'rollcall_test'
    const event = { eventId: `test-${ids.uuid()}`, eventType, organizationId, at: clock.now(), data: {} }
    return transport(subscription, event, new AbortController().signal)
  }

  #newRoute(way: SubscriptionWay, url: string | undefined): Route {
    const { ids } = this.#deps
    if (way === 'stream') return { way }
    const address = toAddress(url)
    // DingTalk's AES key is 43 letters and digits: the base64 of 32 letters and digits, without its padding.
    const key = btoa(ids.letters(32))
    if (way === 'webhook') return { way, url: address, secret: `whsec_${key}` }
    return { way, url: address, token: ids.letters(20), aesKey: key.replace('=', '') }
  }

  async #entryOf(...act: Parameters<typeof toAct> extends [unknown, ...infer Act] ? Act : never): Promise<AuditEntry> {
    return this.#deps.audit.toEntry(await toAct(this.#deps.directory, ...act))
  }
}

/** @throws AccountError `scope-missing` */
function requireScopes(types: readonly SubscribedType[], scopes: readonly string[]): void {
  if (permitted({ types }, scopes).length < types.length) throw new AccountError('scope-missing')
}

/** @throws AccountError `endpoint-absent` for a stream, `endpoint-wrong` as `toAddress` */
function withUrl(route: Route, url: string): Route {
  if (route.way === 'stream') throw new AccountError('endpoint-absent')
  return { ...route, url: toAddress(url) }
}

/** @throws AccountError `endpoint-wrong` for what is no address of the web, or has a password in it */
function toAddress(text: string | undefined): string {
  const url = text === undefined ? 'no-url' : readEndpointUrl(text)
  if (typeof url === 'string') throw new AccountError('endpoint-wrong')
  return url.href
}
