import type { SubscribedType, SubscriptionWay } from '../../../../contract/event/event-terms.ts'
import { readEndpointUrl } from '../../../../contract/text/endpoint-url.ts'
import type { ListedSubscription } from '../../../../contract/web/subscription-types.ts'
import type { NewSubscription, SubscriptionsApi } from './subscriptions.ts'

/** What is typed and chosen about a subscription. `from`: a local date and time such as `2026-03-29T09:30`. */
export type SubscriptionDraft = Readonly<{
  clientId: string
  way: SubscriptionWay
  url: string
  types: ReadonlySet<string>
  begin: 'now' | 'past'
  from: string
}>

type Problem = 'incomplete' | 'address' | 'past'
export type SubscriptionProblems = Readonly<Partial<Record<'clientId' | 'url' | 'types' | 'from', Problem>>>

/** The draft of a new subscription, or of one that is there, whose app and way do not change. */
export function toSubscriptionDraft(subscription?: ListedSubscription): SubscriptionDraft {
  const { clientId = '', way = 'webhook', url = '', types = [] } = subscription ?? {}
  return { clientId, way, url, types: new Set(types), begin: 'now', from: '' }
}

export function withType(draft: SubscriptionDraft, type: SubscribedType, isOn: boolean): SubscriptionDraft {
  const types = new Set(draft.types)
  if (isOn) types.add(type)
  else types.delete(type)
  return { ...draft, types }
}

/** What is wrong with a draft, by field. `now`: epoch ms. */
export function problemsOfSubscription(
  { clientId, way, url, types, begin, from }: SubscriptionDraft,
  now: number,
): SubscriptionProblems {
  const urlProblem = way === 'stream' ? undefined : problemOfUrl(url.trim())
  const fromProblem = begin === 'now' ? undefined : problemOfMoment(from, now)
  return {
    ...(clientId === '' && { clientId: 'incomplete' }),
    ...(urlProblem && { url: urlProblem }),
    ...(types.size === 0 && { types: 'incomplete' }),
    ...(fromProblem && { from: fromProblem }),
  }
}

/** The order for a new subscription. */
export function toNewSubscription({ clientId, way, url, types, begin, from }: SubscriptionDraft): NewSubscription {
  return {
    clientId,
    way,
    types: [...types],
    ...(way !== 'stream' && { url: url.trim() }),
    ...(begin === 'past' && { from: Date.parse(from) }),
  }
}

/** What a draft changes of a subscription: a callback whose address stays need not confirm it again. */
export function changesOf(
  { url, types }: SubscriptionDraft,
  subscription: ListedSubscription,
): Parameters<SubscriptionsApi['changeSubscription']>[2] {
  const isOther = types.size !== subscription.types.length || subscription.types.some((type) => !types.has(type))
  return {
    ...(isOther && { types: [...types] }),
    ...(subscription.way !== 'stream' && url.trim() !== subscription.url && { url: url.trim() }),
  }
}

/** The field to which the code of a refusal belongs; `undefined` if it is about no field. */
export function fieldOf(code: string): 'url' | 'types' | undefined {
  if (code === 'scope-missing') return 'types'
  return ['endpoint-wrong', 'endpoint-refused', 'endpoint-silent'].includes(code) ? 'url' : undefined
}

function problemOfUrl(text: string): Problem | undefined {
  if (text === '') return 'incomplete'
  return readEndpointUrl(text) instanceof URL ? undefined : 'address'
}

function problemOfMoment(text: string, now: number): Problem | undefined {
  const at = Date.parse(text)
  if (Number.isNaN(at)) return 'incomplete'
  return at < now ? undefined : 'past'
}
