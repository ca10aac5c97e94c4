import {
  parseControl,
  parseQualitySummary,
  parseReaction,
  parseRelayed,
  parseSaying,
  parseMediaState,
} from '../../contract/signaling/parse.ts'
import type { ParticipantId } from '../conference/identity.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import type { Seat } from '../service/conduct/seat.ts'
import type { MemberRequests } from '../service/control/member-requests.ts'
import type { Chat } from '../service/live/chat.ts'
import type { MediaStates } from '../service/live/media-states.ts'
import type { QualityReports } from '../service/quality/quality-reports.ts'
import type { ClientConnection } from './client-connection.ts'
import type { ClusterFanOut } from './cluster-fan-out.ts'
import { copySignal } from './peer-signal.ts'
import { RefusedError } from './refusal.ts'
import { toMemberRequest } from './to-member-request.ts'

/** The messages of a seated session that are executed here. `ConferenceSession` handles those about the connection itself. */
export type RequestName = 'control' | 'stage' | 'say' | 'react' | 'signal' | 'quality'

type Sender = Readonly<{ seat: Seat; connection: ClientConnection }>

/** Executes the requests of seated sessions and fans out the results. */
export class SessionRequests {
  readonly #conductor: Pick<Conductor, 'loadCommitted'>
  readonly #memberRequests: MemberRequests
  readonly #mediaStates: MediaStates
  readonly #chat: Chat
  readonly #qualityReports: QualityReports
  readonly #cluster: ClusterFanOut

  constructor(deps: {
    conductor: Pick<Conductor, 'loadCommitted'>
    memberRequests: MemberRequests
    mediaStates: MediaStates
    chat: Chat
    qualityReports: QualityReports
    cluster: ClusterFanOut
  }) {
    this.#conductor = deps.conductor
    this.#memberRequests = deps.memberRequests
    this.#mediaStates = deps.mediaStates
    this.#chat = deps.chat
    this.#qualityReports = deps.qualityReports
    this.#cluster = deps.cluster
  }

  /**
   * Checks and executes one message, and sends the result to the sessions that it concerns.
   *
   * @throws RefusedError, ConferenceError
   */
  async handle(name: RequestName, value: unknown, { seat, connection }: Sender): Promise<void> {
    switch (name) {
      case 'control':
        return this.#control(value, { seat, connection })
      case 'stage':
        return this.#setMediaState(seat, value)
      case 'say':
        return this.#say(seat, value)
      case 'react':
        return this.#react(seat, value)
      case 'signal':
        return this.#signal(seat, value)
      case 'quality':
        return this.#reportQuality(seat, value)
    }
  }

  async #control(value: unknown, { seat, connection }: Sender): Promise<void> {
    const control = parseControl(value)
    if (!control) throw new RefusedError('malformed')
    const { conferenceId } = seat
    const { state } = await this.#conductor.loadCommitted(conferenceId) // it may name people who joined at another server
    const request = toMemberRequest(control, state)
    if (request.type === 'invite') connection.spend(request.unionIds.length) // each one is looked up
    const unmuting = await this.#memberRequests.execute(seat, request)
    if (unmuting === 'too-fast') throw new RefusedError(unmuting)
    for (const participantId of unmuting?.sessions ?? []) {
      this.#cluster.askToUnmute({ conferenceId, participantId }, unmuting?.by ?? '')
    }
  }

  async #setMediaState(seat: Seat, value: unknown): Promise<void> {
    const state = parseMediaState(value)
    if (!state) throw new RefusedError('malformed')
    const refusal = await this.#mediaStates.set(seat, { ...state, hand: state.hand !== undefined })
    if (refusal) throw new RefusedError(refusal)
  }

  async #say(seat: Seat, value: unknown): Promise<void> {
    const saying = parseSaying(value)
    if (!saying) throw new RefusedError('malformed')
    const refusal = await this.#chat.say(seat, saying.text)
    if (refusal) throw new RefusedError(refusal)
  }

  async #react(seat: Seat, value: unknown): Promise<void> {
    const reaction = parseReaction(value)
    if (!reaction) throw new RefusedError('malformed')
    const refusal = await this.#chat.react(seat, reaction)
    if (refusal) throw new RefusedError(refusal)
  }

  /** Reaches only a session of the same conference. */
  #signal({ conferenceId, participantId: from }: Seat, value: unknown): void {
    const relayed = parseRelayed(value)
    if (!relayed) throw new RefusedError('malformed')
    const to = { conferenceId, participantId: relayed.to as ParticipantId }
    this.#cluster.signal(from, to, copySignal(relayed.signal))
  }

  #reportQuality(seat: Seat, value: unknown): void {
    const summary = parseQualitySummary(value)
    if (!summary) throw new RefusedError('malformed')
    this.#qualityReports.note(seat, summary)
  }
}
