import type { ConferenceClient } from '../../client/conference-client.ts'
import type { ConferenceState } from '../../client/conference.ts'
import { byAppearance, type Roster } from '../../client/roster.ts'
import type { MemberView } from '../../contract/signaling/types.ts'
import { groupRoomCode } from '../../contract/text/room-code.ts'
import { markUnshowable } from '../../contract/text/shown.ts'
import { differenceOf } from './roster-difference.ts'
import { toPrintedEvents, sentence } from './printed-events.ts'
import type { ProgramIo } from './program-io.ts'

/** The JSON object of one line. */
type JsonLine = Readonly<{ type: string } & Record<string, unknown>>

/** Prints what happens: one line each, as text for people or as JSON objects for programs. */
export class Printer {
  readonly #io: ProgramIo
  readonly #json: boolean

  constructor(io: ProgramIo, { json }: { json: boolean }) {
    this.#io = io
    this.#json = json
  }

  /** Prints one line: `line` as JSON, or `text` with the time of day. */
  say(line: JsonLine, text: string): void {
    if (this.#json) this.sayToMachine(line)
    else this.#write(`${new Date().toTimeString().slice(0, 8)}  ${markUnshowable(text)}`)
  }

  /** Prints the line as JSON. Prints nothing for people. */
  sayToMachine({ type, ...rest }: JsonLine): void {
    if (this.#json) this.#write(JSON.stringify({ type, at: Date.now(), ...rest }))
  }

  /** Prints the roster, and from then on each change of the session. @throws Error if it has not joined yet */
  follow({ state }: ConferenceClient): void {
    const first = state.get()
    const { self: participantId, roster } = first
    if (!roster) throw new Error('the session has not joined yet')
    const { seq, conference } = roster
    const members = [...byAppearance(roster.present), ...byAppearance(roster.past)]
    const inside = members.filter(({ status }) => status === 3)
    this.say(
      { type: 'roster', participantId, seq, conference, members },
      `You are in "${conference.title}", room code ${groupRoomCode(conference.roomCode)}. In the meeting: ${conference.insideCount}`,
    )
    if (!this.#json) for (const member of inside) this.#write(`          ${markUnshowable(describe(member))}`)
    let before = first
    state.subscribe(() => {
      const now = state.get()
      if (before.roster && now.roster && before.roster !== now.roster) this.#sayChanges(before.roster, now.roster)
      if (before.connection.phase !== now.connection.phase) this.#sayConnection(now)
      before = now
    })
  }

  #sayChanges(before: Roster, after: Roster): void {
    const { seq, conference } = after
    for (const event of toPrintedEvents(differenceOf(before, after))) {
      this.say({ ...event, seq, conferenceId: conference.conferenceId }, sentence(event))
    }
  }

  /** Says nothing about the end of the session: the program does. */
  #sayConnection({ connection, roster }: ConferenceState): void {
    if (connection.phase === 'reconnecting') this.say({ type: 'reconnecting' }, 'Connection lost. Reconnecting…')
    if (connection.phase === 'joined') this.say({ type: 'resumed', seq: roster?.seq }, 'Connected again')
  }

  #write(line: string): void {
    this.#io.stdout.write(`${line}\n`)
  }
}

function describe({ nick, host, coHost, outside, sessions }: MemberView): string {
  const traits = [
    ...(host ? ['host'] : []),
    ...(coHost ? ['co-host'] : []),
    ...(outside ? ['guest'] : []),
    ...sessions.map(({ device }) => device),
  ]
  return `${nick} (${traits.join(', ')})`
}
