// Lets guests join conferences through the server's own requests and sockets, and keeps their sessions open. Prints the time
// that the joins took.
import { readLink } from '../contract/text/link.ts'
import { WEB } from '../contract/web/paths.ts'
import { openSession, RequestLine } from './light-client.ts'

/** `links`: of the conferences. `sessions` guests join them in turn, `inFlight` at the same time. */
export type SocketOrder = Readonly<{ url: string; links: readonly string[]; sessions: number; inFlight: number }>
/** `ms`: from the first request until the last session was welcomed. */
export type Joined = Readonly<{ ms: number }>

const order = JSON.parse(process.argv[2] as string) as SocketOrder
const url = new URL(order.url)
const proofs = order.links.map((link) => readLink(link))

let begun = 0
const startedAt = performance.now()
await Promise.all(Array.from({ length: order.inFlight }, keepJoining))
print({ ms: performance.now() - startedAt } satisfies Joined)

async function keepJoining(): Promise<void> {
  const line = new RequestLine(url)
  while (begun < order.sessions) {
    const index = begun++
    const body = { ...proofs[index % proofs.length], device: 'Win', nick: `Guest ${index}` }
    const { ticket } = JSON.parse(await line.post(WEB.admission, body)) as { ticket: string }
    await new Promise<void>((resolve, reject) => {
      openSession(url, ticket, {
        event: (name) => {
          if (name === 'welcome') resolve()
        },
        closed: (why) => {
          reject(new Error(why))
          console.error(`a session was lost: ${why}`)
        },
      })
    })
  }
  line.close()
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
