import { setTimeout } from 'node:timers/promises'
import type { ConferenceClient } from '../../client/conference-client.ts'
import type { LobbyClient } from '../../client/lobby-client.ts'
import type { Ring } from '../../contract/signaling/types.ts'
import type { DemoApi, DemoConference } from './demo-api.ts'
import { DEMO_CORP, DEMO_PEOPLE, DEMO_VISITOR, passwordOf, type DemoPerson } from './demo-people.ts'
import { MAX_IN_MEETING, nextStep, type Step } from './demo-steps.ts'
import { readMeetingLink } from './meeting-link.ts'
import { ProgramError } from './program-io.ts'
import { openLobby, openSession } from './session.ts'
import { admit, signIn } from './web-client.ts'

const TITLE = 'Weekly sync'
const [HOST] = DEMO_PEOPLE
/** A call is accepted if a random number is below the first, declined if it is below the second, otherwise not answered. */
const ACCEPTING = 0.7
const DECLINING = 0.85

/** A meeting of invented people who join and leave at random. */
export class DemoMeeting implements AsyncDisposable {
  readonly #server: URL
  readonly #api: DemoApi
  readonly #random: () => number
  readonly #say: (line: string) => void
  readonly #paceMs: number
  /** The people in the meeting, and those who are joining. */
  readonly #sessions = new Map<DemoPerson, ConferenceClient>()
  readonly #answering = new Set<Promise<void>>()
  readonly #lobbies: LobbyClient[] = []
  readonly #stopped = new AbortController()
  #conference: DemoConference | undefined

  constructor(deps: { server: URL; api: DemoApi; random: () => number; say: (line: string) => void; paceMs: number }) {
    this.#server = deps.server
    this.#api = deps.api
    this.#random = deps.random
    this.#say = deps.say
    this.#paceMs = deps.paceMs
  }

  /** Starts a new conference with the first people. */
  async open(): Promise<DemoConference> {
    this.#conference = await this.#api.create({ hostUnionId: HOST.unionId ?? '', title: TITLE })
    await this.#join(HOST)
    await this.#join(DEMO_VISITOR)
    await this.#sessions.get(DEMO_VISITOR)?.leave()
    for (const person of DEMO_PEOPLE.slice(1, MAX_IN_MEETING)) await this.#join(person)
    return this.#conference
  }

  /** Connects everybody with an account to the lobby, so that they can be called. */
  waitForCalls(): void {
    for (const person of DEMO_PEOPLE) {
      const { userId } = person
      if (userId === undefined) continue
      const request = { corpId: DEMO_CORP, userId, password: passwordOf(userId) }
      const lobby: LobbyClient = openLobby(this.#server, {
        signIn: async () => (await signIn(this.#server, request)).token,
        listener: {
          opened: () => {},
          rang: (ring) => {
            const answering = this.#try(() => this.#answer(person, lobby, ring))
            this.#answering.add(answering)
            void answering.finally(() => this.#answering.delete(answering))
          },
          ended: () => {},
          signedOut: () => {},
          outdated: () => {},
        },
      })
      this.#lobbies.push(lobby)
    }
  }

  /** Does one random step after another until `stopped` is aborted or nobody is left in the meeting. */
  async live(stopped: AbortSignal): Promise<void> {
    while (await this.#pause(stopped)) {
      if (this.#sessions.size === 0) return
      const people = DEMO_PEOPLE.map((person) => ({
        isInMeeting: this.#sessions.has(person),
        isHost: person === HOST,
        isGuest: person.unionId === undefined,
      }))
      await this.#try(() => this.#do(nextStep(people, this.#random)))
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort()
    await Promise.all(this.#answering)
    for (const lobby of this.#lobbies) lobby[Symbol.dispose]()
    await Promise.all(Array.from(this.#sessions.values(), (session) => session.leave()))
  }

  async #do({ act, who }: Step): Promise<void> {
    const person = DEMO_PEOPLE[who]
    const { conferenceId = '' } = this.#conference ?? {}
    if (!person) return
    const { name, unionId = '' } = person
    switch (act) {
      case 'join':
        return this.#join(person)
      case 'leave':
        return this.#sessions.get(person)?.leave()
      case 'kick':
        return this.#api.kick({ conferenceId, unionId })
      case 'call':
        this.#say(`${HOST.name} calls ${name}`)
        return this.#api.invite({ conferenceId, by: HOST.unionId ?? '', invitee: { unionId, nick: name } })
    }
  }

  async #join(person: DemoPerson): Promise<void> {
    const { name, device, unionId } = person
    const { externalLinkUrl: meetingUrl = '' } = this.#conference ?? {}
    const url = unionId === undefined ? meetingUrl : await this.#api.personalLink({ meetingUrl, unionId })
    const link = readMeetingLink(url)
    if (!link) throw new ProgramError(`The server returned an invalid link: ${url}`)
    // Links begin with the public address, which this machine may not be able to reach.
    const { ticket } = await admit({ ...link, server: this.#server }, { nick: name, device })
    await this.#enter(person, ticket)
  }

  async #answer(person: DemoPerson, lobby: LobbyClient, { conferenceId }: Ring): Promise<void> {
    if (!(await this.#pause(this.#stopped.signal))) return
    const chance = this.#random()
    if (chance >= DECLINING) return this.#say(`${person.name} does not answer`)
    const answer = chance < ACCEPTING ? 'accept' : 'decline'
    if (this.#sessions.has(person)) return // they joined meanwhile
    if (answer === 'accept' && this.#sessions.size >= MAX_IN_MEETING) return this.#say(`${person.name} does not answer`)
    const taken = await lobby.answer({ conferenceId, answer, device: person.device })
    if (taken.ok && taken.ticket === undefined) this.#say(`${person.name} declines`)
    if (taken.ok && taken.ticket !== undefined) await this.#enter(person, taken.ticket)
  }

  async #enter(person: DemoPerson, ticket: string): Promise<void> {
    await this.#sessions.get(person)?.leave() // the same person may be joining already
    const session = openSession(this.#server, ticket)
    this.#sessions.set(person, session)
    void session.ended().then((end) => {
      if (this.#sessions.get(person) === session) this.#sessions.delete(person)
      const reason = end.kind === 'closed' ? end.reason : end.code
      this.#say(reason === 'left' ? `${person.name} left` : `${person.name} left (${reason})`)
    })
    if (!(await session.joined())) this.#say(`${person.name} joined (${person.device})`)
  }

  /** Waits for a random time. @returns `false` if it was stopped meanwhile */
  async #pause(signal: AbortSignal): Promise<boolean> {
    const ms = this.#paceMs * (0.5 + this.#random())
    await setTimeout(ms, undefined, { signal }).catch(() => {})
    return !signal.aborted
  }

  /** Prints an error and continues: some random steps are refused or come too late. */
  async #try(what: () => Promise<unknown>): Promise<void> {
    try {
      await what()
    } catch (error) {
      if (!this.#stopped.signal.aborted) this.#say((error as Error).message)
    }
  }
}
