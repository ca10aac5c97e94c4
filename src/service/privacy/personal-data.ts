import type { Device } from '../../conference/member.ts'
import type { ConferenceId, BookingId, EpochMs, OrganizationId, UnionId } from '../../conference/identity.ts'
import { AccountError } from '../account/account-error.ts'
import type { Audit } from '../account/audit.ts'
import type { AuditEntry } from '../account/audit-entry.ts'
import type { User } from '../account/directory-entries.ts'
import type { Directory } from '../account/directory.ts'
import type { Principal } from '../account/principal.ts'
import { requireAdministrator } from '../account/roles.ts'
import type { Clock } from '../clock-and-ids.ts'

/** A meeting that a person was in or was called to, as they were in it. `insideMs`: of sessions that have ended. */
type OwnMeeting = Readonly<{
  conferenceId: ConferenceId
  title: string
  startedAt: EpochMs
  endedAt?: EpochMs
  nick: string
  jobNumber?: string
  isHost: boolean
  isCoHost: boolean
  joinedAt?: EpochMs
  leftAt?: EpochMs
  insideMs: number
  sessions: readonly Readonly<{ device: Device; joinedAt: EpochMs; leftAt?: EpochMs; reason?: string }>[]
}>

/** What is stored about a person beside their account. Each list has at most 10,000 entries, newest first. */
export type StoredAboutPerson = Readonly<{
  signIns: readonly Readonly<{ browser: string; openedAt: EpochMs; lastSeenAt: EpochMs }>[]
  apps: readonly Readonly<{ clientId: string; scopes: readonly string[] }>[]
  meetings: readonly OwnMeeting[]
  quality: readonly Readonly<{ conferenceId: ConferenceId; at: EpochMs; measured: Readonly<Record<string, unknown>> }>[]
  bookings: readonly Readonly<{
    bookingId: BookingId
    title: string
    startsAt: EpochMs
    endsAt: EpochMs
    roles: readonly ('organizer' | 'host' | 'co-host' | 'invitee')[]
  }>[]
  audit: readonly AuditEntry[]
}>

/** `incomplete`: the lists that have more entries than are given. */
export type PersonalData = StoredAboutPerson &
  Readonly<{ exportedAt: EpochMs; account: Omit<User, 'passwordHash'>; incomplete: readonly string[] }>

type Whose = Readonly<{ organizationId: OrganizationId; userId: string; unionId: UnionId }>

export interface PersonalDataStore {
  /** What an organization has stored about a person. Each list has at most `limit` entries, newest first. */
  load(whose: Whose, limit: number): Promise<StoredAboutPerson>
}

const MAX_ENTRIES = 10_000

/** Gives everything that an organization has stored about a person, for the person. */
export class PersonalDataExport {
  readonly #store: PersonalDataStore
  readonly #directory: Pick<Directory, 'findUserById'>
  readonly #audit: Pick<Audit, 'record'>
  readonly #clock: Clock

  constructor(deps: {
    store: PersonalDataStore
    directory: Pick<Directory, 'findUserById'>
    audit: Pick<Audit, 'record'>
    clock: Clock
  }) {
    this.#store = deps.store
    this.#directory = deps.directory
    this.#audit = deps.audit
    this.#clock = deps.clock
  }

  /** The audit log says that it was read. @throws AccountError `not-administrator`, `user-not-found` */
  async load(by: Principal, organizationId: OrganizationId, userId: string): Promise<PersonalData> {
    requireAdministrator(by, organizationId)
    const user = await this.#directory.findUserById(organizationId, userId)
    if (!user) throw new AccountError('user-not-found')
    const stored = await this.#store.load(user, MAX_ENTRIES + 1)
    const { passwordHash: _, ...account } = user
    const target = { kind: 'user', id: userId, name: user.name } as const
    await this.#audit.record({ organizationId, by, action: 'user-data-exported', target })
    const { signIns, apps, meetings, quality, bookings, audit } = stored
    const lists = { signIns, apps, meetings, quality, bookings, audit }
    const incomplete = Object.entries(lists).flatMap(([name, list]) => (list.length > MAX_ENTRIES ? [name] : []))
    const cut = <T>(list: readonly T[]) => list.slice(0, MAX_ENTRIES)
    return {
      exportedAt: this.#clock.now(),
      account,
      incomplete,
      signIns: cut(signIns),
      apps: cut(apps),
      meetings: cut(meetings),
      quality: cut(quality),
      bookings: cut(bookings),
      audit: cut(audit),
    }
  }
}
