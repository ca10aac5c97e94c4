import { ConferenceError } from '../../conference/conference-error.ts'
import { running } from '../../conference/state.ts'
import { userKey, type ConferenceId, type UnionId } from '../../conference/identity.ts'
import { requireRecorder } from '../../conference/permission.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Directory } from '../account/directory.ts'
import type { Caller } from '../account/directory-model.ts'
import type { REFUSALS, Refusal } from '../refusals.ts'
import type { ConferenceStore } from '../conduct/conference-store.ts'
import type { Heads } from '../conduct/heads.ts'

/** What this server has no engine for. */
type Engine = 'recording' | 'live-push' | 'minutes' | 'caption' | 'room-system'
export type Missing<E extends Engine> = `${E}-engine-not-configured`

/** What `Method` can refuse with, a missing engine included. */
export type EngineRefusal<E extends Engine, Method extends keyof (typeof REFUSALS)['Engines']> =
  | Refusal<'Engines', Method>
  | Missing<E>

/**
 * Recording, live push, minutes, captions and room systems: who may ask for them, and of which conference. Whoever may
 * is told what is missing to do it.
 */
export class Engines {
  readonly #conductor: Conductor
  readonly #heads: Pick<Heads, 'loadOwned'>
  readonly #directory: Pick<Directory, 'findUserByUnionId'>
  readonly #conferences: Pick<ConferenceStore, 'findHeadByRoomCode'>

  constructor(deps: {
    conductor: Conductor
    heads: Pick<Heads, 'loadOwned'>
    directory: Pick<Directory, 'findUserByUnionId'>
    conferences: Pick<ConferenceStore, 'findHeadByRoomCode'>
  }) {
    this.#conductor = deps.conductor
    this.#heads = deps.heads
    this.#directory = deps.directory
    this.#conferences = deps.conferences
  }

  /**
   * Starts or stops the recording, which is the host's to do.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   */
  async controlRecording(caller: Caller, id: ConferenceId, operator: UnionId): Promise<Missing<'recording'>> {
    await this.#requireVisible(caller, id, [operator])
    requireRecorder(running((await this.#conductor.loadCommitted(id)).state), userKey(operator))
    return 'recording-engine-not-configured'
  }

  /**
   * Reads what was recorded of a conference that goes on.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   */
  async readRecording(caller: Caller, id: ConferenceId, reader: UnionId | undefined): Promise<Missing<'recording'>> {
    await this.#requireRunning(caller, id, listOf(reader))
    return 'recording-engine-not-configured'
  }

  /**
   * Settles who of the organisation may record.
   *
   * @throws ConferenceError `user-not-found`
   */
  async allowRecording(caller: Caller, operator: UnionId): Promise<Missing<'recording'>> {
    await this.#requireUser(caller, operator)
    return 'recording-engine-not-configured'
  }

  /** @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended` */
  async controlLivePush(caller: Caller, id: ConferenceId, operator: UnionId): Promise<Missing<'live-push'>> {
    await this.#requireRunning(caller, id, [operator])
    return 'live-push-engine-not-configured'
  }

  /** @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended` */
  async controlMinutes(caller: Caller, id: ConferenceId, people: readonly UnionId[]): Promise<Missing<'minutes'>> {
    await this.#requireRunning(caller, id, people)
    return 'minutes-engine-not-configured'
  }

  /**
   * Reads minutes, or says who may; of a conference that is over as well, since that is when they are wanted.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`
   */
  async readMinutes(caller: Caller, id: ConferenceId, people: readonly UnionId[]): Promise<Missing<'minutes'>> {
    await this.#requireVisible(caller, id, people)
    return 'minutes-engine-not-configured'
  }

  /** @throws ConferenceError `conference-not-found`, `not-permitted`, `conference-ended` */
  async controlCaptions(caller: Caller, id: ConferenceId): Promise<Missing<'caption'>> {
    await this.#requireRunning(caller, id, [])
    return 'caption-engine-not-configured'
  }

  /**
   * Brings a room system into the conference with this code.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   */
  async inviteRoomSystem(caller: Caller, roomCode: string, operator: UnionId): Promise<Missing<'room-system'>> {
    const head = await this.#conferences.findHeadByRoomCode(roomCode)
    if (!head) throw new ConferenceError('conference-not-found')
    await this.#requireRunning(caller, head.id, [operator])
    return 'room-system-engine-not-configured'
  }

  async #requireRunning(caller: Caller, id: ConferenceId, people: readonly UnionId[]): Promise<void> {
    await this.#requireVisible(caller, id, people)
    running((await this.#conductor.loadCommitted(id)).state)
  }

  /** The conference is the caller's, and he knows the people: of his organisation, or on this roster. */
  async #requireVisible(caller: Caller, id: ConferenceId, people: readonly UnionId[]): Promise<void> {
    await this.#heads.loadOwned(caller, id)
    const { members } = await this.#conductor.loadCommitted(id)
    for (const unionId of people) if (!members.has(userKey(unionId))) await this.#requireUser(caller, unionId)
  }

  async #requireUser(caller: Caller, unionId: UnionId): Promise<void> {
    const user = await this.#directory.findUserByUnionId(caller.organizationId, unionId)
    if (!user) throw new ConferenceError('user-not-found')
  }
}

function listOf(unionId: UnionId | undefined): readonly UnionId[] {
  return unionId === undefined ? [] : [unionId]
}
