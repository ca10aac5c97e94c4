import { ConferenceError } from '../../conference/conference-error.ts'
import type { Newcomer } from '../../conference/event.ts'
import { personKey, type ParticipantId } from '../../conference/identity.ts'
import type { Conductor } from '../conduct/conductor.ts'
import type { Directory } from '../account/directory.ts'
import type { User } from '../account/directory-model.ts'
import type { Meeting, Meetings } from './meetings.ts'
import type { Pass, Passes } from '../account/passes.ts'
import type { TryLimiter } from '../account/secrets.ts'

/** What opens a conference, of what somebody shows. */
export type Proof = Readonly<
  { kind: 'link'; token: string } | { kind: 'passcode'; passcode: string } | { kind: 'personal-link'; token: string }
>

/** What somebody shows to come in; `person` is who is signed in where it comes from. */
export type Shown = Readonly<{
  roomCode: string
  proof?: Proof
  person?: User
  /** Says which guest he is, if he was one here before; no proof. */
  guest?: string
  from: string
}>

/** Where proofs lead, and whom. */
export type Opening = Readonly<{
  door: Meeting
  /** Absent for a guest. */
  newcomer?: Newcomer
  /** The one session that a personal link is for. */
  participantId?: ParticipantId
}>

/** What opens a conference, and to whom. */
export class Proofs {
  readonly #conductor: Conductor
  readonly #meetings: Meetings
  readonly #directory: Directory
  readonly #passes: Passes
  readonly #tries: TryLimiter

  constructor(deps: {
    conductor: Conductor
    meetings: Meetings
    directory: Directory
    passes: Passes
    tries: TryLimiter
  }) {
    this.#conductor = deps.conductor
    this.#meetings = deps.meetings
    this.#directory = deps.directory
    this.#passes = deps.passes
    this.#tries = deps.tries
  }

  /**
   * A signed-in person comes as himself, whatever he shows; of one whom the conference has a place for no proof is
   * asked. What can be guessed is counted: passcodes by `from`, the address of the caller, and the room codes that a
   * person tries by person, since many may come from one address at once. Links are too long to be guessed.
   *
   * @throws ConferenceError `pass-invalid` (also for an unknown room code), `too-many-tries`
   */
  async check({ roomCode, proof, person, from }: Shown): Promise<Opening> {
    const door = await this.#meetings.find(roomCode)
    if (proof?.kind === 'link' || proof?.kind === 'personal-link') {
      const opening = door && (await this.#byLink(door, proof, person))
      if (opening) return opening
    }
    const tries: string[] = []
    const take = async (key: string) => {
      if (!(await this.#tries.take(key))) throw new ConferenceError('too-many-tries')
      tries.push(key)
    }
    const opened = async (opening: Opening) => {
      for (const key of tries) await this.#tries.giveBack(key)
      return opening
    }
    if (person) await take(`room code by ${person.organizationId} ${person.userId}`)
    const newcomer = door && person && (await this.#directory.toNewcomer(person, door.organizationId))
    if (door && newcomer && (await this.#hasPlace(door, newcomer))) return opened({ door, newcomer })
    if (proof?.kind !== 'passcode') throw new ConferenceError('pass-invalid')
    await take(`passcode from ${from}`)
    if (!door || proof.passcode !== door.passcode) throw new ConferenceError('pass-invalid')
    return opened({ door, ...(newcomer && { newcomer }) })
  }

  async #byLink(
    door: Meeting,
    proof: Exclude<Proof, { kind: 'passcode' }>,
    person: User | undefined,
  ): Promise<Opening | undefined> {
    const personal = proof.kind === 'personal-link' ? await this.#passes.verify(proof.token) : undefined
    const isRight = proof.kind === 'link' ? proof.token === door.linkToken : isFor(personal, door)
    if (!isRight) return undefined
    const newcomer = person && (await this.#directory.toNewcomer(person, door.organizationId))
    if (personal?.kind !== 'personal-link') return { door, ...(newcomer && { newcomer }) }
    if (!newcomer) return { door, newcomer: personal.newcomer, participantId: personal.participantId }
    // Another person's link proves nothing for this one.
    const isHis = personKey(personal.newcomer.person) === personKey(newcomer.person)
    return isHis ? { door, newcomer } : undefined
  }

  /** Whether he is of the owning organisation, or on the roster: called, or in before. */
  async #hasPlace(door: Meeting, newcomer: Newcomer): Promise<boolean> {
    if (!newcomer.outside) return true
    // A booking has no conference, and so no roster, before the first person joins.
    const committed = await this.#conductor.findCommitted(door.id)
    return committed?.members.has(personKey(newcomer.person)) ?? false
  }
}

function isFor(pass: Pass | undefined, door: Meeting): boolean {
  return pass?.kind === 'personal-link' && pass.conferenceId === door.id
}
