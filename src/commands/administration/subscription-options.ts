import {
  SUBSCRIBED_TYPES,
  SUBSCRIPTION_WAYS,
  type SubscribedType,
  type SubscriptionWay,
} from '../../../contract/event/event-terms.ts'
import { readEndpointUrl } from '../../../contract/text/endpoint-url.ts'
import type { Given } from './given.ts'

/** The way that `--way` names. @throws ProgramError for anything else */
export function readWay(given: Given): SubscriptionWay {
  const text = given.required('way')
  const way = SUBSCRIPTION_WAYS.find((one) => one === text)
  if (!way) throw given.wrong(`--way must be one of ${SUBSCRIPTION_WAYS.join(', ')}, not ${text}.`)
  return way
}

/** The types of `--types`; `undefined` if the option is absent. @throws ProgramError that names the wrong one */
export function readTypes(given: Given): readonly SubscribedType[] | undefined {
  const named = given.list('types')
  if (!named) return undefined
  if (named.length === 0) throw given.wrong(`--types must name one or more of ${SUBSCRIBED_TYPES.join(', ')}.`)
  const unknown = named.find((name) => !SUBSCRIBED_TYPES.some((type) => type === name))
  if (unknown !== undefined)
    throw given.wrong(`There is no type ${unknown}. --types can name ${SUBSCRIBED_TYPES.join(', ')}.`)
  return SUBSCRIBED_TYPES.filter((type) => named.includes(type))
}

/** The address of `--url`; `undefined` if the option is absent. @throws ProgramError that says what is wrong with it */
export function readUrl(given: Given): string | undefined {
  const text = given.text('url')
  if (text === undefined) return undefined
  const url = readEndpointUrl(text)
  if (url instanceof URL) return url.href
  switch (url) {
    case 'no-url':
      throw given.wrong(`--url must be a whole address such as https://example.com/events, not ${text}.`)
    case 'protocol':
      throw given.wrong('--url must begin with https:// or http://.')
    case 'credentials':
      throw given.wrong('--url must have no user name or password in it. The events are signed instead.')
  }
}
