import { ConferenceError } from '../../conference/conference-error.ts'
import { running } from '../../conference/state.ts'
import { userKey, type ConferenceId, type UnionId } from '../../conference/identity.ts'
import { requireRecorder } from '../../conference/permission.ts'
import type { Conduct } from '../conduct/conduct.ts'
import type { Directory } from '../account/directory.ts'
import type { Actor } from '../account/directory-model.ts'
import type { ConferenceStore } from '../conduct/conference-store.ts'
import type { Roster } from '../read/roster.ts'

/** What this server has no engine for. */
type Engine = 'recording' | 'live-push' | 'minutes' | 'caption' | 'room-system'
type Missing<E extends Engine> = `${E}-engine-not-configured`

/** Every way in which something of that engine can be refused. */
export type EngineRefusal<E extends Engine> =
  | 'conference-not-found'
  | 'conference-ended'
  | 'not-permitted'
  | 'user-not-found'
  | Missing<E>

/**
 * Recording, live push, minutes, captions and room systems: who may ask for them, and of which conference. Whoever may
 * is told what is missing to do it.
 */
export class Engines {
  readonly #conduct: Conduct
  readonly #roster: Pick<Roster, 'loadInfo'>
  readonly #directory: Pick<Directory, 'findUserByUnionId'>
  readonly #conferences: Pick<ConferenceStore, 'findHeadByRoomCode'>

  constructor(deps: {
    conduct: Conduct
    roster: Pick<Roster, 'loadInfo'>
    directory: Pick<Directory, 'findUserByUnionId'>
    conferences: Pick<ConferenceStore, 'findHeadByRoomCode'>
  }) {
    this.#conduct = deps.conduct
    this.#roster = deps.roster
    this.#directory = deps.directory
    this.#conferences = deps.conferences
  }

  /**
   * Starts or stops the recording, which is the host's to do.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   */
  async controlRecording(actor: Actor, id: ConferenceId, operator: UnionId): Promise<Missing<'recording'>> {
    await this.#requireVisible(actor, id, [operator])
    requireRecorder(running(await this.#conduct.state(id)), userKey(operator))
    return 'recording-engine-not-configured'
  }

  /**
   * Reads what was recorded of a conference that goes on.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   */
  async readRecording(actor: Actor, id: ConferenceId, reader: UnionId | undefined): Promise<Missing<'recording'>> {
    await this.#requireRunning(actor, id, listOf(reader))
    return 'recording-engine-not-configured'
  }

  /**
   * Settles who of the organisation may record.
   *
   * @throws ConferenceError `user-not-found`
   */
  async allowRecording(actor: Actor, operator: UnionId): Promise<Missing<'recording'>> {
    await this.#requireUser(actor, operator)
    return 'recording-engine-not-configured'
  }

  /** @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended` */
  async controlLivePush(actor: Actor, id: ConferenceId, operator: UnionId): Promise<Missing<'live-push'>> {
    await this.#requireRunning(actor, id, [operator])
    return 'live-push-engine-not-configured'
  }

  /** @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended` */
  async controlMinutes(actor: Actor, id: ConferenceId, people: readonly UnionId[]): Promise<Missing<'minutes'>> {
    await this.#requireRunning(actor, id, people)
    return 'minutes-engine-not-configured'
  }

  /**
   * Reads minutes, or says who may; of a conference that is over as well, since that is when they are wanted.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`
   */
  async readMinutes(actor: Actor, id: ConferenceId, people: readonly UnionId[]): Promise<Missing<'minutes'>> {
    await this.#requireVisible(actor, id, people)
    return 'minutes-engine-not-configured'
  }

  /** @throws ConferenceError `conference-not-found`, `not-permitted`, `conference-ended` */
  async controlCaptions(actor: Actor, id: ConferenceId): Promise<Missing<'caption'>> {
    await this.#requireRunning(actor, id, [])
    return 'caption-engine-not-configured'
  }

  /**
   * Brings a room system into the conference with this code.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   */
  async inviteRoomSystem(actor: Actor, roomCode: string, operator: UnionId): Promise<Missing<'room-system'>> {
    const head = await this.#conferences.findHeadByRoomCode(roomCode)
    if (!head) throw new ConferenceError('conference-not-found')
    await this.#requireRunning(actor, head.id, [operator])
    return 'room-system-engine-not-configured'
  }

  async #requireRunning(actor: Actor, id: ConferenceId, people: readonly UnionId[]): Promise<void> {
    await this.#requireVisible(actor, id, people)
    running(await this.#conduct.state(id))
  }

  /** The conference is the caller's, and he knows the people: of his organisation, or on this roster. */
  async #requireVisible(actor: Actor, id: ConferenceId, people: readonly UnionId[]): Promise<void> {
    await this.#roster.loadInfo(actor, id)
    const { members } = await this.#conduct.settled(id)
    for (const unionId of people) if (!members.has(userKey(unionId))) await this.#requireUser(actor, unionId)
  }

  async #requireUser(actor: Actor, unionId: UnionId): Promise<void> {
    const user = await this.#directory.findUserByUnionId(actor.organizationId, unionId)
    if (!user) throw new ConferenceError('user-not-found')
  }
}

function listOf(unionId: UnionId | undefined): readonly UnionId[] {
  return unionId === undefined ? [] : [unionId]
}
