import { ConferenceError } from '../../conference/conference-error.ts'
import { userKey, type ConferenceId, type UnionId } from '../../conference/identity.ts'
import { requireRecorder } from '../../conference/permission.ts'
import { requireRunning } from '../../conference/state.ts'
import type { Caller } from '../account/caller.ts'
import type { Directory } from '../account/directory.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { ConferenceStore } from '../conduct/conference-store.ts'
import type { Heads } from '../conduct/heads.ts'
import type {
  CaptionEngine,
  EnginePorts,
  LivePushEngine,
  MinutesEngine,
  RecordingAllowList,
  RecordingEngine,
} from './engine-ports.ts'

/** A request of an app for an engine: in which conference, and the people that it names. */
export type EngineCall = Readonly<{ caller: Caller; id: ConferenceId; people: readonly UnionId[] }>
/** Uses the engine. Called only if the request is permitted. */
type Use<Engine, Result> = (engine: Engine) => Promise<Result>

/**
 * Recording, live push, minutes, captions and room systems: checks who may use which engine in which conference, then
 * asks the engine.
 *
 * A person is known to the caller if they are of the caller's organization, or on the roster of the conference.
 * `not-permitted` also means that another organization owns the conference.
 */
export class Engines {
  readonly #conductor: Conductor
  readonly #heads: Pick<Heads, 'loadOwned'>
  readonly #directory: Pick<Directory, 'findUserByUnionId'>
  readonly #conferences: Pick<ConferenceStore, 'findHeadByRoomCode'>
  readonly #engines: EnginePorts

  constructor(deps: {
    conductor: Conductor
    heads: Pick<Heads, 'loadOwned'>
    directory: Pick<Directory, 'findUserByUnionId'>
    conferences: Pick<ConferenceStore, 'findHeadByRoomCode'>
    engines: EnginePorts
  }) {
    this.#conductor = deps.conductor
    this.#heads = deps.heads
    this.#directory = deps.directory
    this.#conferences = deps.conferences
    this.#engines = deps.engines
  }

  /**
   * Starts or stops the recording. Only the host may.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   * @throws EngineError `recording-engine-not-configured`
   */
  async controlRecording<Result>(
    call: Omit<EngineCall, 'people'> & Readonly<{ operator: UnionId }>,
    use: Use<RecordingEngine, Result>,
  ): Promise<Result> {
    await this.#requireVisible({ ...call, people: [call.operator] })
    requireRecorder(requireRunning((await this.#conductor.loadCommitted(call.id)).state), userKey(call.operator))
    return use(this.#engines.recording)
  }

  /**
   * Reads the recordings of a conference in progress.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   * @throws EngineError `recording-engine-not-configured`
   */
  async readRecording<Result>(call: EngineCall, use: Use<RecordingEngine, Result>): Promise<Result> {
    await this.#requireRunning(call)
    return use(this.#engines.recording)
  }

  /**
   * Sets who of the organization may record.
   *
   * @throws ConferenceError `user-not-found`
   * @throws EngineError `recording-engine-not-configured`
   */
  async allowRecording(caller: Caller, operator: UnionId, list: RecordingAllowList): Promise<void> {
    await this.#requireUser(caller, operator)
    await this.#engines.recording.allow(caller.organizationId, operator, list)
  }

  /**
   * Starts or stops a live push.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   * @throws EngineError `live-push-engine-not-configured`
   */
  async controlLivePush<Result>(call: EngineCall, use: Use<LivePushEngine, Result>): Promise<Result> {
    await this.#requireRunning(call)
    return use(this.#engines.livePush)
  }

  /**
   * Starts or pauses the minutes.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   * @throws EngineError `minutes-engine-not-configured`
   */
  async controlMinutes<Result>(call: EngineCall, use: Use<MinutesEngine, Result>): Promise<Result> {
    await this.#requireRunning(call)
    return use(this.#engines.minutes)
  }

  /**
   * Reads or shares minutes, also those of an ended conference: that is when people want them.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`
   * @throws EngineError `minutes-engine-not-configured`
   */
  async readMinutes<Result>(call: EngineCall, use: Use<MinutesEngine, Result>): Promise<Result> {
    await this.#requireVisible(call)
    return use(this.#engines.minutes)
  }

  /**
   * Turns captions on or off.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `conference-ended`
   * @throws EngineError `caption-engine-not-configured`
   */
  async controlCaptions(call: Omit<EngineCall, 'people'>, use: Use<CaptionEngine, void>): Promise<void> {
    await this.#requireRunning({ ...call, people: [] })
    await use(this.#engines.caption)
  }

  /**
   * Invites a room system to the conference with this room code.
   *
   * @throws ConferenceError `conference-not-found`, `not-permitted`, `user-not-found`, `conference-ended`
   * @throws EngineError `room-system-engine-not-configured`
   */
  async inviteRoomSystem(
    caller: Caller,
    { roomCode, roomSystemCode, operator }: Readonly<{ roomCode: string; roomSystemCode: string; operator: UnionId }>,
  ): Promise<void> {
    const head = await this.#conferences.findHeadByRoomCode(roomCode)
    if (!head) throw new ConferenceError('conference-not-found')
    await this.#requireRunning({ caller, id: head.id, people: [operator] })
    await this.#engines.roomSystem.invite(head.id, operator, roomSystemCode)
  }

  async #requireRunning(call: EngineCall): Promise<void> {
    await this.#requireVisible(call)
    requireRunning((await this.#conductor.loadCommitted(call.id)).state)
  }

  async #requireVisible({ caller, id, people }: EngineCall): Promise<void> {
    await this.#heads.loadOwned(caller, id)
    const { members } = await this.#conductor.loadCommitted(id)
    for (const unionId of people) if (!members.has(userKey(unionId))) await this.#requireUser(caller, unionId)
  }

  async #requireUser(caller: Caller, unionId: UnionId): Promise<void> {
    const user = await this.#directory.findUserByUnionId(caller.organizationId, unionId)
    if (!user) throw new ConferenceError('user-not-found')
  }
}
