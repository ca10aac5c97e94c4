import { ConferenceError } from '../../conference/conference-error.ts'
import type { HostClaim } from '../../conference/entry.ts'
import type { Newcomer } from '../../conference/event.ts'
import { personKey, type ParticipantId } from '../../conference/identity.ts'
import type { Directory } from '../account/directory.ts'
import type { User } from '../account/directory-entries.ts'
import { refundTries, type TryCount, type TryLimiter } from '../account/try-limiter.ts'
import type { EntryPasses } from './entry-passes.ts'
import type { Meeting, Meetings } from './meetings.ts'

/** A secret that admits to a meeting. */
export type Proof = Readonly<
  { kind: 'link'; token: string } | { kind: 'passcode'; passcode: string } | { kind: 'personal-link'; token: string }
>

/** What a page or a program sends to be admitted. */
export type EntryRequest = Readonly<{
  roomCode: string
  proof?: Proof
  /** The person who is signed in there. */
  person?: User
  /** The pass of a guest who was here before. It identifies, and proves nothing. */
  guest?: string
  /** The person has just typed the host password, so they want the role even if they gave it to somebody else before. */
  claimsHost?: true
  /** IP address of the client. */
  from: string
}>

/** The meeting of a valid proof, and the person that it admits. */
type Proven = Readonly<{
  meeting: Meeting
  /** Absent for a guest. */
  newcomer?: Newcomer
  /** The one session that a personal link is for. */
  participantId?: ParticipantId
}> &
  HostClaim

/** Limits guesses. `passcodes` allows more than `roomCodes`, since many people type passcodes at one address. */
export type EntryTries = Readonly<{ roomCodes: TryLimiter; passcodes: TryLimiter }>

/** Checks proofs, and limits guesses. */
export class Proofs {
  readonly #meetings: Pick<Meetings, 'find'>
  readonly #directory: Pick<Directory, 'toNewcomer' | 'withJobNumber'>
  readonly #passes: Pick<EntryPasses, 'findPersonalLink'>
  readonly #tries: EntryTries

  constructor(deps: {
    meetings: Pick<Meetings, 'find'>
    directory: Pick<Directory, 'toNewcomer' | 'withJobNumber'>
    passes: Pick<EntryPasses, 'findPersonalLink'>
    tries: EntryTries
  }) {
    this.#meetings = deps.meetings
    this.#directory = deps.directory
    this.#passes = deps.passes
    this.#tries = deps.tries
  }

  /**
   * The meeting, and the person to admit. A signed-in person joins as themselves, no matter which proof they send. They
   * need no proof if they belong to the organization or are on the roster, but a passcode that they send must be right: the
   * one of the host makes its holder host. Guesses are limited: passcodes by IP address;
   * room codes by person, since many people may share an address. Links are too long to be guessed.
   *
   * @throws ConferenceError `pass-invalid` (also for an unknown room code), `too-many-tries`
   */
  async check({ roomCode, proof, person, from, claimsHost }: EntryRequest): Promise<Proven> {
    const meeting = await this.#meetings.find(roomCode)
    const newcomer = meeting && person && (await this.#directory.toNewcomer(person, meeting.organizationId))
    const byLink = meeting && (await this.#byLink(meeting, proof, newcomer))
    if (byLink) return byLink
    const { roomCodes, passcodes } = this.#tries
    const tries: TryCount[] = []
    const countTry = async (limiter: TryLimiter, key: string) => {
      if (!(await limiter.take(key))) throw new ConferenceError('too-many-tries')
      tries.push([limiter, key])
    }
    if (person) await countTry(roomCodes, `room code by ${person.organizationId} ${person.userId}`)
    const needsProof = !(meeting && newcomer && belongsTo(meeting, newcomer))
    if (needsProof && proof?.kind !== 'passcode') throw new ConferenceError('pass-invalid')
    const passcode = proof?.kind === 'passcode' ? proof.passcode : undefined
    if (passcode !== undefined) await countTry(passcodes, `passcode from ${from}`)
    const asHost = passcode !== undefined && passcode === meeting?.hostPasscode
    const isWrong = passcode !== undefined && passcode !== meeting?.passcode && !asHost
    if (!meeting || isWrong) throw new ConferenceError('pass-invalid')
    await refundTries(tries)
    return { meeting, ...(newcomer && { newcomer }), ...(asHost && { asHost, ...(claimsHost && { claimsHost }) }) }
  }

  /** Checks a link; `undefined` for a wrong link, and for any other proof. */
  async #byLink(
    meeting: Meeting,
    proof: Proof | undefined,
    newcomer: Newcomer | undefined,
  ): Promise<Proven | undefined> {
    const signedIn = newcomer && { newcomer }
    switch (proof?.kind) {
      case undefined:
      case 'passcode':
        return undefined
      case 'link':
        return proof.token === meeting.linkToken ? { meeting, ...signedIn } : undefined
      case 'personal-link': {
        const link = await this.#passes.findPersonalLink(meeting.id, proof.token)
        if (!link) return undefined
        const { participantId } = link
        if (!newcomer) {
          const linked = await this.#directory.withJobNumber(link.newcomer, meeting.organizationId)
          return { meeting, newcomer: linked, participantId }
        }
        // The personal link of another person proves nothing for this one.
        return personKey(link.newcomer.person) === personKey(newcomer.person) ? { meeting, newcomer } : undefined
      }
    }
  }
}

/** Whether the person belongs to the owning organization, or is on the roster: they were called, or joined before. */
function belongsTo({ conference }: Meeting, newcomer: Newcomer): boolean {
  return !newcomer.outside || (conference?.members.has(personKey(newcomer.person)) ?? false)
}
