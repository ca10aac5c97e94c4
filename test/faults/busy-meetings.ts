import { setTimeout as sleep } from 'node:timers/promises'
import { post, type Json } from '../worlds/server-process.ts'
import { ADA } from '../worlds/tester.ts'

const CONFERENCES = '/v1.0/conference/videoConferences'
/** Conferences that go on at the same time. */
const LANES = 16
const BRAM = { unionId: 'BramZt7sPj4cNwEoG9uVxR1iEiE', nick: 'Bram' }
/** How often a person is removed or called again. With its beginning, the first call and its end, a conference has ten events. */
const CHANGES = 7
/** How long after a call failed. Its server is killed, or starts. */
const AFTER_FAILURE_MS = 200

/**
 * Conferences that begin, call and remove a person, and end, all at the same time, until there are enough events. A server may be killed
 * meanwhile: then it is unknown whether a request was done, so that it has no event or one that is not counted.
 */
export class BusyMeetings {
  /** Events of requests that were answered. */
  events = 0
  readonly #urlOf: () => string
  readonly #enough: number
  #token: Promise<string> | undefined

  /** @param options.urlOf gives the URL of a server that is expected to run */
  constructor(options: Readonly<{ urlOf: () => string; enough: number }>) {
    this.#urlOf = options.urlOf
    this.#enough = options.enough
  }

  /** Resolves when there are enough events. */
  async run(): Promise<void> {
    await Promise.all(Array.from({ length: LANES }, () => this.#meetings()))
  }

  async #meetings(): Promise<void> {
    while (this.events < this.#enough) {
      const body = { userId: ADA.unionId, confTitle: 'Weekly sync', inviteUserIds: [BRAM.unionId] }
      const made = await this.#call('POST', CONFERENCES, { body, events: 2 })
      if (!made) continue
      const path = `${CONFERENCES}/${String(made['conferenceId'])}`
      const remove = ['members/kick', { userList: [BRAM] }] as const
      const invite = ['users/invite', { unionId: ADA.unionId, inviteeList: [BRAM] }] as const
      for (let n = 0; n < CHANGES; n += 1) {
        const [operation, request] = n % 2 === 0 ? remove : invite
        await this.#call('POST', `${path}/${operation}`, { body: request, events: 1 })
      }
      await this.#call('DELETE', `${path}?unionId=${ADA.unionId}`, { events: 1 })
    }
  }

  /** @returns nothing if there was no answer that it was done */
  async #call(
    method: string,
    path: string,
    { body, events }: { body?: Json; events: number },
  ): Promise<Json | undefined> {
    try {
      const response = await fetch(this.#urlOf() + path, {
        method,
        headers: {
          'x-acs-dingtalk-access-token': await this.#accessToken(),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      const answer = (await response.json()) as Json
      if (!response.ok) throw new Error(`${method} ${path} gave ${response.status} ${JSON.stringify(answer)}`)
      this.events += events
      return answer
    } catch {
      await sleep(AFTER_FAILURE_MS)
      return undefined
    }
  }

  async #accessToken(): Promise<string> {
    this.#token ??= post(`${this.#urlOf()}/v1.0/oauth2/accessToken`, {
      appKey: 'dingacmeapp',
      appSecret: 'acme-secret',
    }).then(({ accessToken }) => String(accessToken))
    this.#token.catch(() => (this.#token = undefined))
    return this.#token
  }
}
