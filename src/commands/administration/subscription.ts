import { WEB } from '../../../contract/web/paths.ts'
import type {
  AttemptAnswer,
  DeliveryAnswer,
  ListedSubscription,
  SubscriptionAnswer,
  SubscriptionSecrets,
} from '../../../contract/web/subscription-types.ts'
import { stateOf, type SubscriptionState } from '../../../contract/web/subscription-state.ts'
import { DELIVERY_STATES, SUBSCRIBED_TYPES, SUBSCRIPTION_WAYS } from '../../../contract/event/event-terms.ts'
import { runVerb, type AdminIo, type Call, type Command } from './admin-command.ts'
import { readUrl, readTypes, readWay } from './subscription-options.ts'
import { toLocalTime } from './output.ts'

type Made = { subscription: SubscriptionAnswer; secrets: SubscriptionSecrets }

/** As on the page of events. */
const STATE_WORDS: Readonly<Record<SubscriptionState, string>> = {
  'app-revoked': 'app revoked',
  paused: 'paused',
  unconfirmed: 'paused',
  'not-permitted': 'no permission',
  failing: 'failing',
  active: 'active',
}

const list: Command = {
  usage: `rollcall subscription list [--org CORPID] [--app CLIENTID] [--json]
  Lists the subscriptions of apps to events, and how far each one is.
`,
  texts: ['org', 'app'],
  async run({ given, client, output, organization }) {
    const clientId = given.text('app')
    const query = { corpId: await organization(), ...(clientId !== undefined && { clientId }) }
    const { subscriptions } = await client.call<{ subscriptions: ListedSubscription[] }>(
      'GET',
      WEB.subscriptions,
      query,
    )
    const pages = async function* () {
      yield subscriptions
    }
    await output.list<ListedSubscription>(pages(), {
      columns: [
        ['id', ({ id }) => id],
        ['app', ({ appName }) => appName],
        ['client id', ({ clientId: app }) => app],
        ['way', ({ way }) => way],
        ['state', (subscription) => STATE_WORDS[stateOf(subscription)]],
        ['behind', ({ behind }) => behind],
        ['waiting', ({ waiting }) => waiting],
        ['given up', ({ dead }) => dead],
        ['arrived', ({ lastSuccess: at }) => (at === undefined ? undefined : toLocalTime(at))],
        ['failed', ({ lastFailure }) => lastFailure && toLocalTime(lastFailure.at)],
        ['address', ({ url }) => url],
      ],
      nothing: 'Nothing is subscribed.',
    })
  },
}

const add: Command = {
  usage: `rollcall subscription add [--org CORPID] --app CLIENTID --way ${SUBSCRIPTION_WAYS.join('|')} [--url URL] --types TYPE,… [--from WHEN] [--json]
  Subscribes an app to events, and prints the secrets, once. A callback begins paused: give its receiver
  the secrets, then set --no-paused. Types:
  ${SUBSCRIBED_TYPES.join(', ')}
  --url   where a callback or webhook is sent; a stream has none
  --from  also what happened since then, such as 2026-03-29T09:30
`,
  texts: ['org', 'app', 'way', 'url', 'types', 'from'],
  async run({ given, client, output, organization }) {
    const [clientId, way, types, from] = [given.required('app'), readWay(given), readTypes(given), given.moment('from')]
    if (!types) throw given.wrong(`--types is required: one or more of ${SUBSCRIBED_TYPES.join(', ')}.`)
    const url = readUrl(given)
    if (way === 'stream' && url !== undefined)
      throw given.wrong('A stream has no --url: the app connects to this server.')
    if (way !== 'stream' && url === undefined) throw given.wrong(`--url is required: where the ${way} is sent.`)
    const body = {
      clientId,
      way,
      types,
      ...(url !== undefined && { url }),
      ...(from !== undefined && { from: Number(from) }),
    }
    const made = await client.call<Made>('POST', WEB.subscriptions, { corpId: await organization() }, body)
    await output.say(made, `Subscribed ${made.subscription.clientId}.`, ...linesOf(made))
  },
}

const set: Command = {
  usage: `rollcall subscription set [--org CORPID] --id ID [--types TYPE,…] [--url URL] [--paused | --no-paused] [--json]
  Changes the types, the address, or pauses it. While it is paused nothing is sent; afterwards everything since then is.
`,
  texts: ['org', 'id', 'types', 'url'],
  flags: ['paused'],
  async run(call) {
    const { given, client, output } = call
    const [types, url, paused] = [readTypes(given), readUrl(given), given.choice('paused')]
    if (!types && url === undefined && paused === undefined) throw given.wrong('Say what to change.')
    const body = { ...(types && { types }), ...(url !== undefined && { url }), ...(paused !== undefined && { paused }) }
    const answer = await client.call('PATCH', pathOf(given), { corpId: await call.organization() }, body)
    await output.say(answer, 'Changed.')
  },
}

const rotate: Command = {
  usage: `rollcall subscription rotate [--org CORPID] --id ID [--overlap-hours HOURS] [--json]
  Makes new secrets and prints them, once. A webhook is signed with the previous one, too, for some hours: 24, or 0 to 720.
`,
  texts: ['org', 'id', 'overlap-hours'],
  async run({ given, client, output, organization }) {
    const hours = given.number('overlap-hours')
    const body = hours === undefined ? {} : { overlapHours: hours }
    const made = await client.call<Made>('POST', `${pathOf(given)}/secret`, { corpId: await organization() }, body)
    await output.say(made, 'There are new secrets, which are shown once.', ...linesOf(made))
  },
}

const remove: Command = {
  usage: `rollcall subscription remove [--org CORPID] --id ID [--json]
  Ends a subscription.
`,
  texts: ['org', 'id'],
  async run({ given, client, output, organization }) {
    await output.say(await client.call('DELETE', pathOf(given), { corpId: await organization() }), 'Removed.')
  },
}

const deliveries: Command = {
  usage: `rollcall subscription deliveries [--org CORPID] --id ID [--state ${DELIVERY_STATES.join('|')}] [--json]
  Lists what was sent, latest event first.
`,
  texts: ['org', 'id', 'state'],
  async run({ given, client, output, organization }) {
    const [path, state] = [`${pathOf(given)}/deliveries`, given.text('state')]
    const query = { corpId: await organization(), ...(state !== undefined && { state }) }
    const pages = async function* () {
      for await (const page of client.pages<{ deliveries: DeliveryAnswer[]; cursor?: string }>(path, query))
        yield page.deliveries
    }
    await output.list<DeliveryAnswer>(pages(), {
      columns: [
        ['event', ({ id }) => id],
        ['type', ({ type }) => type],
        ['state', ({ state: now }) => now],
        ['attempts', ({ attempts }) => attempts],
        ['waits for', ({ waitsFor }) => waitsFor],
        ['last', ({ last }) => last && toLocalTime(last.at)],
        ['result', ({ last }) => last && resultOf(last)],
      ],
      nothing: 'Nothing was sent.',
    })
  },
}

const resend: Command = {
  usage: `rollcall subscription resend [--org CORPID] --id ID [--event EVENT] [--json]
  Sends what waits now, and again what was given up: one event, or everything.
`,
  texts: ['org', 'id', 'event'],
  async run({ given, client, output, organization }) {
    const event = given.number('event')
    const body = event === undefined ? {} : { id: event }
    const query = { corpId: await organization() }
    const answer = await client.call<{ count: number }>('POST', `${pathOf(given)}/resend`, query, body)
    await output.say(answer, `${answer.count} of them are sent now.`)
  },
}

const test: Command = {
  usage: `rollcall subscription test [--org CORPID] --id ID [--json]
  Sends a test event now, and says what came of it.
`,
  texts: ['org', 'id'],
  async run({ given, client, output, organization }) {
    const query = { corpId: await organization() }
    const answer = await client.call<{ attempt?: AttemptAnswer }>('POST', `${pathOf(given)}/test`, query)
    await output.say(answer, answer.attempt ? resultOf(answer.attempt) : 'The app has no connection to this server.')
  },
}

function pathOf(given: Call['given']): string {
  return `${WEB.subscriptions}/${encodeURIComponent(given.required('id'))}`
}

function linesOf({ subscription, secrets }: Made): readonly string[] {
  return [
    `  id      ${subscription.id}`,
    ...Object.entries(secrets).map(([name, value]) => `  ${name.padEnd(7)} ${value}`),
  ]
}

function resultOf({ failure, status, ms }: AttemptAnswer): string {
  const how = status === undefined ? '' : ` with status ${status}`
  return failure === undefined ? `taken${how} in ${ms} ms` : `${failure}${how} in ${ms} ms`
}

/** `rollcall subscription`: which events apps get. @returns the exit code */
export function runSubscription(args: readonly string[], env: NodeJS.ProcessEnv, io: AdminIo): Promise<number> {
  const verbs = { list, add, set, rotate, remove, deliveries, resend, test }
  return runVerb({ name: 'subscription', verbs }, args, env, io)
}
