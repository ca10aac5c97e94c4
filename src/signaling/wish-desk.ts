import type { FastifyBaseLogger } from 'fastify'
import {
  parseControl,
  parseQualitySummary,
  parseReaction,
  parseRelayed,
  parseSaying,
  parseMediaState,
} from '../../contract/signaling/parse.ts'
import type { Done } from '../../contract/signaling/types.ts'
import type { ParticipantId } from '../conference/identity.ts'
import type { Chat } from '../service/live/chat.ts'
import type { Controls } from '../service/control/controls.ts'
import type { Grading } from '../service/quality/grading.ts'
import type { Staged, MediaStates } from '../service/live/media-states.ts'
import { everybody, everyConnection, type ConferenceNamespace, type ConferenceSocket } from './conference-socket.ts'
import { toOrder } from './control-order.ts'
import type { PacketLimit } from './packet-limit.ts'
import { copySignal } from './peer-signal.ts'
import { INSIDE, RefusedError, toRefused } from './refusal.ts'

/** What the people inside ask for, send, say and measure; passes on what comes of it. */
export class WishDesk {
  readonly #sockets: ConferenceNamespace
  readonly #controls: Controls
  readonly #stages: MediaStates
  readonly #chat: Chat
  readonly #grading: Grading
  readonly #limit: PacketLimit
  readonly #log: FastifyBaseLogger

  constructor(deps: {
    sockets: ConferenceNamespace
    controls: Controls
    stages: MediaStates
    chat: Chat
    grading: Grading
    limit: PacketLimit
    log: FastifyBaseLogger
  }) {
    this.#sockets = deps.sockets
    this.#controls = deps.controls
    this.#stages = deps.stages
    this.#chat = deps.chat
    this.#grading = deps.grading
    this.#limit = deps.limit
    this.#log = deps.log
    this.#stages.onChanged((staged) => this.#tellStage(staged))
  }

  /** Hears the wishes of a connection that was let in; those before its welcome are malformed. */
  serve(socket: ConferenceSocket): void {
    const answer = (done: unknown, act: () => Promise<void>) => void this.#answer(socket, done, act)
    socket.on('control', (given: unknown, done: unknown) => answer(done, () => this.#control(socket, given)))
    socket.on('stage', (given: unknown, done: unknown) => answer(done, () => this.#stage(socket, given)))
    socket.on('say', (given: unknown, done: unknown) => answer(done, () => this.#say(socket, given)))
    socket.on('react', (given: unknown, done: unknown) => answer(done, () => this.#react(socket, given)))
    socket.on('signal', (given: unknown) => this.#relay(socket, given))
    socket.on('quality', (given: unknown) => answer(undefined, () => this.#note(socket, given)))
  }

  async #control(socket: ConferenceSocket, given: unknown): Promise<void> {
    const control = parseControl(given)
    const order = control && toOrder(control)
    if (!order) throw new RefusedError('malformed')
    if (order.type === 'invite') this.#limit.spend(socket.conn, order.unionIds.length) // each is looked up
    const asked = await this.#controls.carryOut(socket.data, order)
    for (const id of asked?.sessions ?? []) {
      this.#sockets.to(everyConnection(id)).emit('askedToUnmute', { by: asked?.by ?? '' })
    }
  }

  async #stage(socket: ConferenceSocket, given: unknown): Promise<void> {
    const wish = parseMediaState(given)
    if (!wish) throw new RefusedError('malformed')
    const { changed, refused } = await this.#stages.set(socket.data, { ...wish, hand: wish.hand !== undefined })
    if (changed) this.#tellStage(changed)
    if (refused) throw new RefusedError(refused)
  }

  async #say(socket: ConferenceSocket, given: unknown): Promise<void> {
    const saying = parseSaying(given)
    if (!saying) throw new RefusedError('malformed')
    const said = await this.#chat.say(socket.data, saying.text)
    if (said === 'too-fast') throw new RefusedError(said)
    this.#sockets.to(everybody(socket.data.conferenceId)).emit('said', said)
  }

  async #react(socket: ConferenceSocket, given: unknown): Promise<void> {
    const reaction = parseReaction(given)
    if (!reaction) throw new RefusedError('malformed')
    const reacting = await this.#chat.react(socket.data)
    if (reacting === 'too-fast') throw new RefusedError(reacting)
    this.#sockets.to(everybody(socket.data.conferenceId)).emit('reacted', { ...reacting, reaction })
  }

  /** Only to a session of the same conference, over its live connection. */
  #relay(socket: ConferenceSocket, given: unknown): void {
    const relayed = parseRelayed(given)
    const { conferenceId, participantId } = socket.data
    if (!relayed || !isSeated(socket)) return
    try {
      for (const id of this.#sockets.adapter.rooms.get(everyConnection(relayed.to as ParticipantId)) ?? []) {
        const target = this.#sockets.sockets.get(id)
        if (target?.data.conferenceId !== conferenceId) continue
        target.emit('signal', { from: participantId, signal: copySignal(relayed.signal) })
      }
    } catch (err) {
      this.#log.error({ err }, 'a signal could not be passed on')
    }
  }

  async #note(socket: ConferenceSocket, given: unknown): Promise<void> {
    const summary = parseQualitySummary(given)
    if (!summary) throw new RefusedError('malformed')
    const grades = this.#grading.note(socket.data, summary)
    if (grades) this.#sockets.to(everybody(socket.data.conferenceId)).emit('quality', { ...grades })
  }

  #tellStage({ conferenceId, participantId, stage }: Staged): void {
    this.#sockets.to(everybody(conferenceId)).emit('stage', { participantId, stage })
  }

  /** `done` is whatever the client sent in the place of a callback. */
  async #answer(socket: ConferenceSocket, done: unknown, act: () => Promise<void>): Promise<void> {
    const answer = (answered: Done): unknown => (typeof done === 'function' ? done(answered) : undefined)
    try {
      if (!isSeated(socket)) throw new RefusedError('malformed')
      await act()
      answer({ ok: true })
    } catch (error) {
      answer(toRefused(error, this.#log, INSIDE))
    }
  }
}

/** It was welcomed, and its session has not ended. */
function isSeated({ rooms, data }: ConferenceSocket): boolean {
  return rooms.has(everyConnection(data.participantId))
}
