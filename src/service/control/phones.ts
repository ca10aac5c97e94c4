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
import type { Line, LineNews, Telephony } from './telephony.ts'

type Invited = Extract<Event, { type: 'member-invited' }>

/** A telephone that is being called, or is in. */
type Connection = {
  readonly conferenceId: ConferenceId
  readonly key: PersonKey
  readonly invited: Invited
  line: Line | undefined
  /** Once it was answered. */
  participantId: ParticipantId | undefined
  /** What was told of it is done one after the other. */
  done: Promise<void>
}

/** The telephones of conferences: called when they are invited, members while their line is up. */
export class Phones implements Disposable, Follower {
  readonly #telephony: Telephony
  readonly #conductor: Pick<Conductor, 'execute'>
  readonly #presence: Pick<Presence, 'beat'>
  readonly #clock: Clock
  readonly #ids: Pick<Ids, 'object'>
  readonly #onFault: (fault: unknown) => void
  readonly #connections = new Map<string, Connection>()

  constructor(deps: {
    telephony: Telephony
    conductor: Pick<Conductor, 'execute'>
    presence: Pick<Presence, 'beat'>
    clock: Clock
    ids: Pick<Ids, 'object'>
    onFault: (fault: unknown) => void
  }) {
    this.#telephony = deps.telephony
    this.#conductor = deps.conductor
    this.#presence = deps.presence
    this.#clock = deps.clock
    this.#ids = deps.ids
    this.#onFault = deps.onFault
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
    this.#call({ conferenceId, key, invited, line: undefined, participantId: undefined, done: DONE }, head.title)
  }

  /** A proof of life for every telephone that is in and whose line is up. */
  beat(): void {
    for (const { conferenceId, participantId, line } of this.#connections.values()) {
      if (participantId !== undefined && line?.isUp()) this.#presence.beat(conferenceId, participantId)
    }
  }

  /** Hangs up everywhere. Who was in is out at his last proof of life, as whoever vanishes. */
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
      connection.line = this.#telephony.call(call, (news) => this.#hear(connection, news))
    } catch (fault) {
      this.#onFault(fault)
      this.#hear(connection, 'failed')
    }
  }

  #hear(connection: Connection, news: LineNews | 'failed'): void {
    connection.done = connection.done.then(() => this.#take(connection, news)).catch(this.#onFault)
  }

  async #take(connection: Connection, news: LineNews | 'failed'): Promise<void> {
    // Its call is over, or another one has taken its place.
    if (this.#connections.get(idOf(connection.conferenceId, connection.key)) !== connection) return
    const { key: member } = connection
    const by = toActor(connection.invited.person)
    switch (news) {
      case 'ringing':
        return this.#ask(connection, { type: 'reach-ring', by, member })
      case 'answered':
        return this.#join(connection)
      case 'failed':
        this.#forget(connection)
        return this.#ask(connection, { type: 'fail-ring', by: { kind: 'system', reason: 'line-failed' }, member })
      case 'ended': {
        this.#forget(connection)
        const { participantId } = connection
        return this.#ask(
          connection,
          participantId ? { type: 'leave', by, participantId } : { type: 'decline-ring', by, member },
        )
      }
    }
  }

  /** A conference that lets nobody in hangs up, and the call has failed. */
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
      await this.#ask(connection, { type: 'cancel-ring', by: { kind: 'system', reason: 'entry-refused' }, member })
      if (!(error instanceof ConferenceError)) throw error
    }
  }

  /** A refusal says that the conference has moved on, and there is nothing left to do. */
  async #ask({ conferenceId }: Connection, ask: Intent): Promise<void> {
    try {
      await this.#conductor.execute(conferenceId, ask)
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
