import type { ConferenceId, ParticipantId, PersonKey, UnionId } from '../../conference/identity.ts'

/** A person on the roster, with the name that they had last. */
export type NamedMember = Readonly<{
  key: PersonKey
  nick: string
  /** Absent for guests and telephones. */
  unionId?: UnionId
}>

/** How good the connections of a person were, in all their sessions. */
export type MemberQuality = NamedMember &
  Readonly<{
    /** Their place on the roster. */
    seq: number
    sessions: number
    /** How many measurements were graded, and the sum of their grades. */
    graded: number
    total: number
  }>

/** The people of one conference, in progress or ended. */
export interface MeetingPeopleStore {
  /** The members with these keys, and those that these sessions belong to, by key and by session. Unknown ones are absent. */
  findNames(
    id: ConferenceId,
    wanted: Readonly<{ keys: readonly PersonKey[]; sessions: readonly ParticipantId[] }>,
  ): Promise<
    Readonly<{ byKey: ReadonlyMap<PersonKey, NamedMember>; bySession: ReadonlyMap<ParticipantId, NamedMember> }>
  >
  /** The people who ever joined, in order of first appearance, after the place `after`. */
  pageQuality(id: ConferenceId, page: Readonly<{ after: number; limit: number }>): Promise<readonly MemberQuality[]>
}
