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

/** A telephone that is being called, or is in the meeting. */
type Connection = {
  readonly conferenceId: ConferenceId
  readonly key: PersonKey
  readonly invited: Invited
  line: Line | undefined
  /** Present once the call was answered. */
  participantId: ParticipantId | undefined
  /** The last report of its line that is still in progress. */
  turn: Promise<void>
}

/** The telephones of conferences: called when they are invited, members while their line is up. */
export class Phones implements Disposable, Follower {
  readonly #telephony: Telephony
  readonly #conductor: Pick<Conductor, 'execute'>
  readonly #presence: Pick<Presence, 'beat'>
  readonly #clock: Clock
  readonly #ids: Pick<Ids, 'object'>
  readonly #onError: (error: unknown) => void
  readonly #connections = new Map<string, Connection>()

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
   * Calls the telephones that this process has invited: two processes would call twice. Hangs up where a call was
   * canceled or timed out, or its member removed, whichever process wrote that.
   */
  follow(change: CommittedChange): void {
    const { conferenceId, events, own } = change
    for (const { seq, event } of events) {
      if (event.type === 'member-invited') {
        if (own.has(seq)) this.#dial(event, change)
      } else if (event.type === 'ring-failed' || event.type === 'member-removed') {
        this.#hangUp(this.#connections.get(idOf(conferenceId, event.member)))
      } else if (event.type === 'session-closed') {
        const { participantId } = event
        this.#hangUp([...this.#connections.values()].find((one) => one.participantId === participantId))
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
    for (const { conferenceId, participantId, line } of this.#connections.values()) {
      if (participantId !== undefined && line?.isUp()) this.#presence.beat(conferenceId, participantId)
    }
  }

  /** Hangs up everywhere. The sessions of telephones end at their last heartbeat, like those of lost clients. */
  [Symbol.dispose](): void {
    for (const connection of this.#connections.values()) this.#hangUp(connection)
  }

  #call(connection: Connection, title: string): void {
    const { conferenceId, key, invited } = connection
    if (invited.person.kind !== 'phone') return
    this.#hangUp(this.#connections.get(idOf(conferenceId, key)))
    this.#connections.set(idOf(conferenceId, key), connection)
    const call = { number: invited.person.number, title, ...(invited.inviter !== undefined && { by: invited.inviter }) }
    try {
      connection.line = this.#telephony.call(call, (report) => this.#enqueue(connection, report))
    } catch (error) {
      this.#onError(error)
      this.#enqueue(connection, 'failed')
    }
  }

  /** Reports of one line are applied one after another. */
  #enqueue(connection: Connection, report: LineReport | 'failed'): void {
    connection.turn = connection.turn.then(() => this.#apply(connection, report)).catch(this.#onError)
  }

  async #apply(connection: Connection, report: LineReport | 'failed'): Promise<void> {
    // The call is over, or another one has replaced it.
    if (this.#connections.get(idOf(connection.conferenceId, connection.key)) !== connection) return
    const { key: member } = connection
    const by = toActor(connection.invited.person)
    switch (report) {
      case 'ringing':
        return this.#execute(connection, { type: 'confirm-ring', by, member })
      case 'answered':
        return this.#join(connection)
      case 'failed':
        this.#forget(connection)
        return this.#execute(connection, { type: 'fail-ring', by: { kind: 'system', reason: 'line-failed' }, member })
      case 'ended': {
        this.#forget(connection)
        const { participantId } = connection
        return this.#execute(
          connection,
          participantId ? { type: 'leave', by, participantId } : { type: 'decline-ring', by, member },
        )
      }
    }
  }

  /** If the conference does not admit the telephone, it is hung up and the call has failed. */
  async #join(connection: Connection): Promise<void> {
    const { conferenceId, key: member, invited } = connection
    const participantId = this.#ids.object(this.#clock.now()) as ParticipantId
    connection.participantId = participantId
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
      connection.participantId = undefined
      this.#hangUp(connection)
      await this.#execute(connection, { type: 'cancel-ring', by: { kind: 'system', reason: 'entry-refused' }, member })
      if (!(error instanceof ConferenceError)) throw error
    }
  }

  /** A refusal means that the conference has changed meanwhile, so nothing is left to do. */
  async #execute({ conferenceId }: Connection, intent: Intent): Promise<void> {
    try {
      await this.#conductor.execute(conferenceId, intent)
    } catch (error) {
      if (!(error instanceof ConferenceError)) throw error
    }
  }

  #hangUp(connection: Connection | undefined): void {
    if (!connection) return
    this.#forget(connection)
    connection.line?.hangUp()
  }

  #forget({ conferenceId, key }: Connection): void {
    this.#connections.delete(idOf(conferenceId, key))
  }
}

const DONE = Promise.resolve()

function idOf(conferenceId: ConferenceId, key: PersonKey): string {
  return `${conferenceId} ${key}`
}
