import { toMemberKey } from '../../../contract/signaling/member-key.ts'
import type { Said } from '../../../contract/signaling/types.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { ConferenceId, ParticipantId } from '../../conference/identity.ts'
import { bytesOfText, type Cache, type CacheBudget } from '../cache-budget.ts'
import type { Clock } from '../clock-and-ids.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Follower } from '../conduct/feed.ts'
import { loadSeated, type Seat, type Seated } from '../conduct/seat.ts'
import { RateLimiter } from './rate-limiter.ts'

export type ChatMessage = Readonly<Said>

const MAX_MESSAGES = 200
/** Anybody with the link can become a new guest at any time, so a pace for each guest does not keep others' messages. */
const MAX_GUEST_MESSAGES = 100
/** A message without its texts. */
const MESSAGE_BYTES = 90
type Line = Readonly<{ message: ChatMessage; isByGuest: boolean }>

const RATE = { count: 5, windowMs: 5_000 }

/** Chat and reactions. Messages are only in memory: they are lost when the conference ends or the server stops. */
export class Chat implements Follower {
  readonly #conductor: Conductor
  readonly #clock: Clock
  /** If the caches need too much memory, the least recently used conference loses its messages. */
  readonly #lines: Cache<ConferenceId, readonly Line[]>
  readonly #messageLimiter = new RateLimiter(RATE)
  readonly #reactionLimiter = new RateLimiter(RATE)

  constructor(deps: { conductor: Conductor; clock: Clock; caches: CacheBudget }) {
    this.#conductor = deps.conductor
    this.#clock = deps.clock
    this.#lines = deps.caches.open('chats', { sizeOf: bytesOfLines })
  }

  /** The last 200 messages, at most 100 of them by guests; oldest first. */
  list(conferenceId: ConferenceId): readonly ChatMessage[] {
    return (this.#lines.get(conferenceId) ?? []).map(({ message }) => message)
  }

  /**
   * Adds a message.
   *
   * @returns the message; `too-fast` if the person has sent 5 in 5 seconds
   * @throws ConferenceError `session-ended`, `conference-not-found`, `not-permitted` (the chat is closed)
   */
  async say(seat: Seat, text: string): Promise<ChatMessage | 'too-fast'> {
    const { member } = await this.#loadChatting(seat)
    const at = this.#clock.now()
    if (!this.#messageLimiter.take(limitKey(seat), at)) return 'too-fast'
    const lines = this.#lines.get(seat.conferenceId) ?? []
    // From the clock, so that ids keep rising after a restart, which loses the messages.
    const id = Math.max(at, (lines.at(-1)?.message.id ?? 0) + 1)
    const message = { id, from: toMemberKey(member.seq), nick: member.nick, text, at }
    this.#lines.set(seat.conferenceId, newest([...lines, { message, isByGuest: member.person.kind === 'guest' }]))
    return message
  }

  /** The session and the nick of the person who reacts; `too-fast` as for `say`. @throws ConferenceError as `say` */
  async react(seat: Seat): Promise<Readonly<{ from: ParticipantId; nick: string }> | 'too-fast'> {
    const { member } = await this.#loadChatting(seat)
    if (!this.#reactionLimiter.take(limitKey(seat), this.#clock.now())) return 'too-fast'
    return { from: seat.participantId, nick: member.nick }
  }

  /** Forgets the messages of an ended conference. */
  follow({ conferenceId, head }: CommittedChange): void {
    if (head.endedAt !== undefined) this.#lines.delete(conferenceId)
  }

  /** Forgets people who have not chatted or reacted within the period of the limits. */
  forgetIdle(): void {
    this.#messageLimiter.forgetIdle(this.#clock.now())
    this.#reactionLimiter.forgetIdle(this.#clock.now())
  }

  async #loadChatting(seat: Seat): Promise<Seated> {
    const seated = await loadSeated(this.#conductor, seat)
    if (!seated.state.chat) throw new ConferenceError('not-permitted')
    return seated
  }
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
