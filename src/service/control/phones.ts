import { ConferenceError } from '../../conference/conference-error.ts'
import type { Event } from '../../conference/event.ts'
import { personKey, type ConferenceId, type ParticipantId, type PersonKey } from '../../conference/identity.ts'
import { toActor } from '../../conference/actor.ts'
import type { Intent } from '../../conference/command.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Presence } from '../conduct/presence.ts'
import type { Clock, Ids } from '../clock-and-ids.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { Follower } from '../conduct/feed.ts'
import type { Line, LineReport, Telephony } from './telephony.ts'

type Invited = Extract<Event, { type: 'member-invited' }>

/** The call to a telephone that is being called or is in the meeting. */
type OpenCall = {
  readonly conferenceId: ConferenceId
  readonly key: PersonKey
  readonly invited: Invited
  line: Line | undefined
  /** Present once the call was answered. */
  participantId: ParticipantId | undefined
  /** Resolves once all reports of its line so far are processed. */
  turn: Promise<void>
}

/** Calls the telephones that are invited to conferences. While its line is up, an answered telephone is in the meeting. */
export class Phones implements Disposable, Follower {
  readonly #telephony: Telephony
  readonly #conductor: Pick<Conductor, 'execute'>
  readonly #presence: Pick<Presence, 'beat'>
  readonly #clock: Clock
  readonly #ids: Pick<Ids, 'object'>
  readonly #onError: (error: unknown) => void
  readonly #openCalls = new Map<string, OpenCall>()

  constructor(deps: {
    telephony: Telephony
    conductor: Pick<Conductor, 'execute'>
    presence: Pick<Presence, 'beat'>
    clock: Clock
    ids: Pick<Ids, 'object'>
    onError: (error: unknown) => void
  }) {
    this.#telephony = deps.telephony
    this.#conductor = deps.conductor
    this.#presence = deps.presence
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#onError = deps.onError
  }

  /**
   * Calls the telephones whose invitation this process has written; otherwise two processes would call. Hangs up if a call
   * is canceled or times out, or if its member is removed, no matter which process has written that.
   */
  follow(change: CommittedChange): void {
    const { conferenceId, events, own } = change
    for (const { seq, event } of events) {
      if (event.type === 'member-invited') {
        if (own.has(seq)) this.#dial(event, change)
      } else if (event.type === 'ring-failed' || event.type === 'member-removed') {
        this.#hangUp(this.#openCalls.get(idOf(conferenceId, event.member)))
      } else if (event.type === 'session-closed') {
        const { participantId } = event
        this.#hangUp([...this.#openCalls.values()].find((one) => one.participantId === participantId))
      }
    }
  }

  #dial(invited: Invited, { conferenceId, head, members }: CommittedChange): void {
    if (invited.person.kind !== 'phone') return
    const key = personKey(invited.person)
    if (members.find((member) => member.key === key)?.call.state !== 'calling') return
    this.#call({ conferenceId, key, invited, line: undefined, participantId: undefined, turn: DONE }, head.title)
  }

  /** Sends a heartbeat for every telephone that is in the meeting and whose line is up. */
  beat(): void {
    for (const { conferenceId, participantId, line } of this.#openCalls.values()) {
      if (participantId !== undefined && line?.isUp()) this.#presence.beat(conferenceId, participantId)
    }
  }

  /** Hangs up all calls. The sessions of telephones then end at their last heartbeat, like those of lost clients. */
  [Symbol.dispose](): void {
    for (const openCall of this.#openCalls.values()) this.#hangUp(openCall)
  }

  #call(openCall: OpenCall, title: string): void {
    const { conferenceId, key, invited } = openCall
    if (invited.person.kind !== 'phone') return
    this.#hangUp(this.#openCalls.get(idOf(conferenceId, key)))
    this.#openCalls.set(idOf(conferenceId, key), openCall)
    const call = { number: invited.person.number, title, ...(invited.inviter !== undefined && { by: invited.inviter }) }
    try {
      openCall.line = this.#telephony.call(call, (report) => this.#enqueue(openCall, report))
    } catch (error) {
      this.#onError(error)
      this.#enqueue(openCall, 'failed')
    }
  }

  /** Processes the reports of one line one after another. */
  #enqueue(openCall: OpenCall, report: LineReport | 'failed'): void {
    openCall.turn = openCall.turn.then(() => this.#apply(openCall, report)).catch(this.#onError)
  }

  async #apply(openCall: OpenCall, report: LineReport | 'failed'): Promise<void> {
    // The call is over, or another one has replaced it.
    if (this.#openCalls.get(idOf(openCall.conferenceId, openCall.key)) !== openCall) return
    const { key: member } = openCall
    const by = toActor(openCall.invited.person)
    switch (report) {
      case 'ringing':
        return this.#execute(openCall, { type: 'confirm-ring', by, member })
      case 'answered':
        return this.#join(openCall)
      case 'failed':
        this.#forget(openCall)
        return this.#execute(openCall, { type: 'fail-ring', by: { kind: 'system', reason: 'line-failed' }, member })
      case 'ended': {
        this.#forget(openCall)
        const { participantId } = openCall
        return this.#execute(
          openCall,
          participantId ? { type: 'leave', by, participantId } : { type: 'decline-ring', by, member },
        )
      }
    }
  }

  /** Joins the telephone. If the conference refuses it, hangs up and marks the call as failed. */
  async #join(openCall: OpenCall): Promise<void> {
    const { conferenceId, key: member, invited } = openCall
    const participantId = this.#ids.object(this.#clock.now()) as ParticipantId
    openCall.participantId = participantId
    const { person, nick, outside } = invited
    try {
      await this.#conductor.execute(conferenceId, {
        type: 'join',
        by: toActor(person),
        person,
        nick,
        outside,
        participantId,
        device: 'other',
      })
      this.#presence.beat(conferenceId, participantId)
    } catch (error) {
      openCall.participantId = undefined
      this.#hangUp(openCall)
      await this.#execute(openCall, { type: 'cancel-ring', by: { kind: 'system', reason: 'entry-refused' }, member })
      if (!(error instanceof ConferenceError)) throw error
    }
  }

  /** A refusal means that the conference has changed meanwhile, so nothing is left to do. */
  async #execute({ conferenceId }: OpenCall, intent: Intent): Promise<void> {
    try {
      await this.#conductor.execute(conferenceId, intent)
    } catch (error) {
      if (!(error instanceof ConferenceError)) throw error
    }
  }

  #hangUp(openCall: OpenCall | undefined): void {
    if (!openCall) return
    this.#forget(openCall)
    openCall.line?.hangUp()
  }

  #forget({ conferenceId, key }: OpenCall): void {
    this.#openCalls.delete(idOf(conferenceId, key))
  }
}

const DONE = Promise.resolve()

function idOf(conferenceId: ConferenceId, key: PersonKey): string {
  return `${conferenceId} ${key}`
}
