// Watches a conference with sessions at one server, and changes it at the same or another one, again and again. Prints when
// the last session received each change.
import { readLink } from '../contract/text/link.ts'
import { WEB } from '../contract/web/paths.ts'
import { openSession, RequestLine } from './light-client.ts'

/**
 * `watch`: the server of the sessions. `at`: the server where the changes are made, one every `everyMs`: a guest joins, or
 * the conference is locked or unlocked through the API.
 */
export type FanOutOrder = Readonly<{
  link: string
  watch: string
  sessions: number
  at: string
  changes: number
  everyMs: number
  by: 'joins' | Readonly<{ id: string; headers: Record<string, string> }>
}>

/** For each change, in ms: until the last session received it, from the request on, and from the answer on. */
export type FanOutTimes = Readonly<{ requested: readonly number[]; answered: readonly number[] }>

const order = JSON.parse(process.argv[2] as string) as FanOutOrder
const watch = new URL(order.watch)
const at = new URL(order.at)
const proof = readLink(order.link)

let missing = 0
let everyone = Promise.withResolvers<number>()
const watching = new RequestLine(watch)
for (let index = 0; index < order.sessions; index += 1) {
  await join(watching, watch, `Watcher ${index}`, (name) => {
    if (name === 'change' && (missing -= 1) === 0) everyone.resolve(performance.now())
  })
}
// Until the changes that the joins above made have arrived.
await pause(1_000)

const requested: number[] = []
const answered: number[] = []
const changing = new RequestLine(at)
for (let index = 0; index < order.changes; index += 1) {
  const startedAt = performance.now()
  missing = order.sessions
  everyone = Promise.withResolvers()
  await change(index)
  const answeredAt = performance.now()
  const receivedAt = await everyone.promise
  requested.push(receivedAt - startedAt)
  answered.push(Math.max(0, receivedAt - answeredAt))
  await pause(Math.max(0, order.everyMs - (performance.now() - startedAt)))
}
process.stdout.write(JSON.stringify({ requested, answered } satisfies FanOutTimes))
process.exit(0)

/** Resolves when the change was answered: to a guest by the roster. */
async function change(index: number): Promise<void> {
  if (order.by === 'joins') return join(changing, at, `Guest ${index}`)
  const { id, headers } = order.by
  const action = index % 2 === 0 ? 'lock' : 'unlock'
  await changing.post(`/v1.0/conference/videoConferences/${id}/lock`, { action }, headers)
}

async function join(line: RequestLine, url: URL, nick: string, listen = (_event: string) => {}): Promise<void> {
  const { ticket } = JSON.parse(await line.post(WEB.admission, { ...proof, device: 'Win', nick })) as { ticket: string }
  await new Promise<void>((resolve, reject) => {
    openSession(url, ticket, {
      event: (name) => {
        if (name === 'welcome') resolve()
        else listen(name)
      },
      closed: (why) => reject(new Error(why)),
    })
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
