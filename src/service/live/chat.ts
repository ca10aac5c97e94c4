import { toMemberKey } from '../../../contract/signaling/member-key.ts'
import type { Reaction, Said } from '../../../contract/signaling/types.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, ParticipantId } from '../../conference/identity.ts'
import { bytesOfText, type Cache, type CacheBudget } from '../cache-budget.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Follower } from '../conduct/feed.ts'
import { loadSeated, type Seat, type Seated } from '../conduct/seat.ts'
import type { Relay } from '../relay.ts'
import { RateLimiter } from './rate-limiter.ts'

export type ChatMessage = Readonly<Said>
export type Reacted = Readonly<{ from: ParticipantId; nick: string; reaction: Reaction }>

/** What reaches everyone in a meeting. */
export type Chatted = Readonly<
  { conferenceId: ConferenceId } & ({ kind: 'said'; said: ChatMessage } | { kind: 'reacted'; reacted: Reacted })
>

const MAX_MESSAGES = 200
/** Anybody with the link can become a new guest at any time, so a pace for each guest does not keep others' messages. */
const MAX_GUEST_MESSAGES = 100
/** A message without its texts. */
const MESSAGE_BYTES = 90
type Line = Readonly<{ message: ChatMessage; isByGuest: boolean }>

/** Numbers of messages in a millisecond: one for each `serverNumber`, so that no two servers give the same. */
const NUMBERS_PER_MS = 1_000

const RATE = { count: 5, windowMs: 5_000 }

/**
 * Chat and reactions. Every server has the messages of all servers, only in memory: they are lost when the conference ends
 * or all servers have stopped.
 */
export class Chat implements Follower {
  readonly #conductor: Conductor
  readonly #clock: Clock
  readonly #relay: Pick<Relay, 'serverNumber'>
  /** If the caches need too much memory, the least recently used conference loses its messages. */
  readonly #lines: Cache<ConferenceId, readonly Line[]>
  readonly #messageLimiter: RateLimiter
  readonly #reactionLimiter: RateLimiter
  readonly #relayLine: (line: Line & { conferenceId: ConferenceId }) => void
  readonly #relayReaction: (reaction: Reacted & { conferenceId: ConferenceId }) => void
  readonly #listeners: ((chatted: Chatted) => void)[] = []

  constructor(deps: { conductor: Conductor; clock: Clock; caches: CacheBudget; relay: Relay }) {
    const { clock, relay } = deps
    this.#conductor = deps.conductor
    this.#clock = clock
    this.#relay = relay
    this.#lines = deps.caches.open('chats', { sizeOf: bytesOfLines })
    this.#messageLimiter = new RateLimiter({ clock, relay }, { name: 'messages', ...RATE })
    this.#reactionLimiter = new RateLimiter({ clock, relay }, { name: 'reactions', ...RATE })
    this.#relayLine = relay.open('said', {
      receive: ({ conferenceId, ...line }: Line & { conferenceId: ConferenceId }) => this.#add(conferenceId, line),
      held: () => this.#held(),
    })
    this.#relayReaction = relay.open('reacted', {
      receive: ({ conferenceId, ...reacted }: Reacted & { conferenceId: ConferenceId }) =>
        this.#notify({ kind: 'reacted', conferenceId, reacted }),
    })
  }

  /** Calls `listener` with every message and reaction, those of other servers included. */
  onChatted(listener: (chatted: Chatted) => void): void {
    this.#listeners.push(listener)
  }

  /** The last 200 messages, at most 100 of them by guests; oldest first. */
  list(conferenceId: ConferenceId): readonly ChatMessage[] {
    return (this.#lines.get(conferenceId) ?? []).map(({ message }) => message)
  }

  /**
   * Adds a message.
   *
   * @returns `too-fast` if the person has sent 5 in 5 seconds; then it adds none
   * @throws ConferenceError `session-ended`, `conference-not-found`, `not-permitted` (the chat is closed)
   */
  async say(seat: Seat, text: string): Promise<'too-fast' | undefined> {
    const { member } = await this.#loadChatting(seat)
    if (!this.#messageLimiter.take(limitKey(seat))) return 'too-fast'
    const { conferenceId } = seat
    const at = this.#clock.now()
    const id = this.#nextNumber(at, this.#lines.get(conferenceId)?.at(-1)?.message.id ?? 0)
    const message = { id, from: toMemberKey(member.seq), nick: member.nick, text, at }
    const line = { message, isByGuest: member.person.kind === 'guest' }
    this.#add(conferenceId, line)
    this.#relayLine({ conferenceId, ...line })
    return undefined
  }

  /** Shows a reaction to everyone; `too-fast` as for `say`. @throws ConferenceError as `say` */
  async react(seat: Seat, reaction: Reaction): Promise<'too-fast' | undefined> {
    const { member } = await this.#loadChatting(seat)
    if (!this.#reactionLimiter.take(limitKey(seat))) return 'too-fast'
    const { conferenceId } = seat
    const reacted = { from: seat.participantId, nick: member.nick, reaction }
    this.#notify({ kind: 'reacted', conferenceId, reacted })
    this.#relayReaction({ conferenceId, ...reacted })
    return undefined
  }

  /** Forgets the messages of an ended conference. */
  follow({ conferenceId, head }: CommittedChange): void {
    if (head.endedAt !== undefined) this.#lines.delete(conferenceId)
  }

  /** Forgets people who have not chatted or reacted within the period of the limits. */
  forgetIdle(): void {
    this.#messageLimiter.forgetIdle()
    this.#reactionLimiter.forgetIdle()
  }

  async #loadChatting(seat: Seat): Promise<Seated> {
    const seated = await loadSeated(this.#conductor, seat)
    if (!seated.state.chat) throw new ConferenceError('not-permitted')
    return seated
  }

  /** Adds a line that is new here, and shows it. */
  #add(conferenceId: ConferenceId, line: Line): void {
    if (this.#conductor.findFollowed(conferenceId)?.head.endedAt !== undefined) return // it was on its way
    const lines = this.#lines.get(conferenceId) ?? []
    if (lines.some(({ message }) => isSame(message, line.message))) return
    // A message of another server may be older than the latest of this one.
    const after = lines.findLastIndex(({ message }) => precedes(message, line.message)) + 1
    const kept = newest(lines.toSpliced(after, 0, line))
    if (!kept.includes(line)) return // newer ones have pushed it out, perhaps after it was shown
    this.#lines.set(conferenceId, kept)
    this.#notify({ kind: 'said', conferenceId, said: line.message })
  }

  *#held(): Iterable<Line & { conferenceId: ConferenceId }> {
    for (const [conferenceId, lines] of this.#lines.entries()) {
      for (const line of lines) yield { conferenceId, ...line }
    }
  }

  /** From the clock, so that numbers keep rising after a restart, which loses the messages. */
  #nextNumber(at: number, latest: number): number {
    const { serverNumber } = this.#relay
    const ms = Math.max(at, Math.floor((latest - serverNumber) / NUMBERS_PER_MS) + 1)
    return ms * NUMBERS_PER_MS + serverNumber
  }

  #notify(chatted: Chatted): void {
    for (const listener of this.#listeners) listener(chatted)
  }
}

/** Servers that have not met may have given two messages one number. */
function isSame(one: ChatMessage, other: ChatMessage): boolean {
  return one.id === other.id && one.from === other.from && one.text === other.text
}

/** The same order on every server. */
function precedes(one: ChatMessage, other: ChatMessage): boolean {
  return one.id < other.id || (one.id === other.id && one.from < other.from)
}

/** All devices of a person share one limit. */
function limitKey({ conferenceId, key }: Seat): string {
  return `${conferenceId} ${key}`
}

function newest(lines: readonly Line[]): readonly Line[] {
  const byGuests = lines.filter(({ isByGuest }) => isByGuest)
  const tooOld = byGuests.length > MAX_GUEST_MESSAGES ? byGuests[0] : undefined
  return lines.filter((line) => line !== tooOld).slice(-MAX_MESSAGES)
}

function bytesOfLines(lines: readonly Line[]): number {
  return lines.reduce((sum, { message: { from, nick, text } }) => {
    return sum + MESSAGE_BYTES + bytesOfText(from) + bytesOfText(nick) + bytesOfText(text)
  }, 0)
}
