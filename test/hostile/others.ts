import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { CONFERENCE_NAMESPACE, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import { Peer } from '../../src/signaling/peer.fixture.ts'
import { ADA } from '../worlds/tester.ts'

/** What people feel who do nothing wrong: times in milliseconds. */
export type Felt = Readonly<{
  healthP99: number
  signInP95: number
  pageP95: number
  sessionP95: number
  /** Answers other than the right one, by what was asked. */
  failures: readonly string[]
}>

/** One kind of thing that somebody does again and again. Gives why it failed. */
type Habit = Readonly<{ name: keyof Times; everyMs: number; act: () => Promise<string | undefined> }>
type Times = { health: number[]; signIn: number[]; page: number[]; session: number[] }
export type FeltRecord = Readonly<{ times: Times; failures: string[] }>

export function emptyRecord(): FeltRecord {
  return { times: { health: [], signIn: [], page: [], session: [] }, failures: [] }
}

export function toFelt({ times, failures }: FeltRecord): Felt {
  return {
    healthP99: quantile(times.health, 0.99),
    signInP95: quantile(times.signIn, 0.95),
    pageP95: quantile(times.page, 0.95),
    sessionP95: quantile(times.session, 0.95),
    failures: [...new Set(failures)],
  }
}

/** People who use the server from their own address while it is attacked: one is in a meeting, others sign in and open pages. */
export class Others implements Disposable {
  readonly #url: string
  readonly #agent = new Agent({ keepAlive: true })
  readonly peer: Peer

  constructor(url: string, ticket: string) {
    this.#url = url
    this.peer = new Peer(url, CONFERENCE_NAMESPACE, { version: SIGNALING_VERSION, ticket })
  }

  /** Adds to `record` what they feel until `over` resolves. */
  async feel(over: Promise<unknown>, { times, failures }: FeltRecord): Promise<void> {
    const end = new AbortController()
    void over.then(() => end.abort())
    const live = async ({ name, everyMs, act }: Habit) => {
      while (!end.signal.aborted) {
        const since = performance.now()
        const failure = await act()
        times[name].push(performance.now() - since)
        if (failure !== undefined) failures.push(`${name}: ${failure}`)
        await setTimeout(everyMs)
      }
    }
    await Promise.all(this.#habits().map(live))
    if (!this.peer.socket.connected) failures.push('session: disconnected')
  }

  [Symbol.dispose](): void {
    this.peer[Symbol.dispose]()
    this.#agent.destroy()
  }

  #habits(): readonly Habit[] {
    const credentials = JSON.stringify({ corpId: 'dingacme', userId: ADA.userId, password: ADA.password })
    return [
      { name: 'health', everyMs: 20, act: () => this.#ask('GET', '/healthz') },
      { name: 'page', everyMs: 100, act: () => this.#ask('GET', '/') },
      { name: 'signIn', everyMs: 200, act: () => this.#ask('POST', '/api/sign-in', credentials) },
      {
        name: 'session',
        everyMs: 500,
        act: async () => {
          const answer = (await this.peer.socket
            .timeout(10_000)
            .emitWithAck('snapshot')
            .catch(() => undefined)) as { ok: boolean } | undefined
          return answer?.ok ? undefined : 'no snapshot'
        },
      },
    ]
  }

  /** Gives the status if it is not 200. A page that is not built is 503, which is an answer too. */
  #ask(method: string, path: string, body = ''): Promise<string | undefined> {
    return new Promise((resolve) => {
      const headers =
        body === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const sent = request(new URL(path, this.#url), { method, agent: this.#agent, headers }, (response) => {
        response.resume().on('end', () => {
          const { statusCode } = response
          const isRight = statusCode === 200 || (path === '/' && statusCode === 503)
          resolve(isRight ? undefined : `${statusCode}`)
        })
      })
      sent.on('error', ({ message }) => resolve(message))
      sent.end(body)
    })
  }
}

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
