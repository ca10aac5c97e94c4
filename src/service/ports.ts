import type { Due } from '../conference/due.ts'
import type { LoggedEvent, Newcomer } from '../conference/event.ts'
import type { ConferenceId, EpochMs, OrganizationId, ParticipantId, UnionId } from '../conference/identity.ts'
import type { Device, Member } from '../conference/member.ts'
import type { App, Organization, Suite, TokenRecord, User } from './directory-model.ts'
import type { ConferenceHead, OngoingList, RosterPage } from './read-model.ts'

export interface Clock {
  /** Never earlier than it was before. */
  now(): EpochMs
}

/** Everything that must be unpredictable or unique. */
export interface Ids {
  /** 24 lower-case hex digits, of which the first eight tell the second `at`. */
  object(at: EpochMs): string
  /** `count` decimal digits, the first of them not 0. */
  digits(count: number): string
  /** Lower-case version 4. */
  uuid(): string
}

/** One conference's step from `head.version - events.length` to `head.version`, with everything it changes. */
export type Commit = Readonly<{
  conferenceId: ConferenceId
  head: ConferenceHead
  /** At least one; consecutive. */
  events: readonly LoggedEvent[]
  /** The members that the events touched, as they are after them. */
  members: readonly Member[]
  due: readonly Due[]
}>

export interface ConferenceStore {
  /** Nobody else writes to this store while it is open, so what was read stays true until our own next commit. */
  readonly exclusive: boolean
  /** Events after `after`, in order; empty if there is no such conference. */
  loadLog(id: ConferenceId, after?: number): Promise<readonly LoggedEvent[]>
  /**
   * Writes all that can be written of `commits` in one durable transaction: events, rows and due jobs; the jobs of
   * a conference that ended go. Several commits of one conference follow each other.
   *
   * @returns per commit `false` when the conference had moved on, and then for each later one of it
   */
  commit(commits: readonly Commit[]): Promise<readonly boolean[]>
  findHead(id: ConferenceId): Promise<ConferenceHead | undefined>
  findHeadByRoomCode(roomCode: string): Promise<ConferenceHead | undefined>
  countRunning(): Promise<number>
}

export interface RosterStore {
  /** Members with `seq > after`, and the version of the conference they were read at; `undefined` if there is none. */
  findPage(id: ConferenceId, page: PageRequest): Promise<{ version: number; page: RosterPage } | undefined>
  /** The conferences in progress where this person has a member row, whatever his status. */
  listOngoing(unionId: UnionId): Promise<OngoingList>
}

export type PageRequest = Readonly<{ after: number; limit: number }>

/** A session known to the store as open, with its last persisted proof of life. */
export type OpenSession = Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId; lastSeenAt: EpochMs }>

export interface SessionStore {
  /** Remembers later proofs of life; sessions that have ended meanwhile are left alone. */
  saveProofs(proofs: readonly Pick<OpenSession, 'participantId' | 'lastSeenAt'>[]): Promise<void>
  /** Open sessions last seen before `before`, longest silent first. */
  listSilent(before: EpochMs, limit: number): Promise<readonly OpenSession[]>
  countOpen(): Promise<number>
}

export type Job = Readonly<{ conferenceId: ConferenceId }> & Due

export interface JobStore {
  /** Jobs due at `now` or before, earliest first. */
  listDue(now: EpochMs, limit: number): Promise<readonly Job[]>
  /** Forgets a job, unless a later one has taken its place. */
  markDone(job: Job): Promise<void>
}

export interface DirectoryStore {
  /** Inserts or updates by corpId. */
  saveOrganization(organization: Organization): Promise<void>
  /** Inserts or updates by organisation and userId; an absent `passwordHash` keeps the stored one. */
  saveUser(user: User): Promise<void>
  /** Inserts or updates by clientId. */
  saveApp(app: App): Promise<void>
  /** Inserts or updates by suiteKey. */
  saveSuite(suite: Suite): Promise<void>
  countOrganizations(): Promise<number>
  findUserById(organizationId: OrganizationId, userId: string): Promise<User | undefined>
  findUserByUnionId(organizationId: OrganizationId, unionId: UnionId): Promise<User | undefined>
  findApp(clientId: string): Promise<App | undefined>
  findSuite(suiteKey: string): Promise<Suite | undefined>
  /** Inserts, or replaces the one with the same `tokenHash`. */
  saveToken(token: TokenRecord): Promise<void>
  /** By the hash of the token, expired or not. */
  findToken(tokenHash: string): Promise<TokenRecord | undefined>
  /** The newest token of this client in this organisation. */
  findLatestToken(clientId: string, organizationId: OrganizationId): Promise<TokenRecord | undefined>
  deleteTokensExpiredBefore(instant: EpochMs): Promise<void>
  /** A secret of the server itself, made by `make` the first time it is asked for, the same for ever after. */
  findOrMakeServerSecret(name: string, make: () => string): Promise<string>
}

/** Everything that is kept. One object, since one transaction spans it. */
export interface Store extends AsyncDisposable {
  readonly conferences: ConferenceStore
  readonly rosters: RosterStore
  readonly sessions: SessionStore
  readonly jobs: JobStore
  readonly directory: DirectoryStore
  /** @throws if the store cannot be reached or written */
  check(): Promise<void>
}

export type CommitListener = (commit: Commit) => void

/** Committed changes, on their way to everyone who shows them; in order per conference. */
export interface Bus extends AsyncDisposable {
  publish(commit: Commit): void
  subscribe(listener: CommitListener): void
}

/** What a signed pass says. Each names one session, so that no pass can open two. */
export type Pass = Readonly<
  | { kind: 'ticket'; conferenceId: ConferenceId; participantId: ParticipantId; device: Device; newcomer: Newcomer }
  | { kind: 'personal-link'; conferenceId: ConferenceId; participantId: ParticipantId; newcomer: Newcomer }
  | { kind: 'resume'; conferenceId: ConferenceId; participantId: ParticipantId }
  | { kind: 'person'; organizationId: OrganizationId; unionId: UnionId; name: string }
>

/** Signs passes, so that they need no row until they are used and hold across restarts. */
export interface Passes {
  sign(pass: Pass, expiresAt: EpochMs): Promise<string>
  /** `undefined` if it is not one of ours, has been altered or has expired. */
  verify(text: string): Promise<Pass | undefined>
}

/** Limits tries to guess something. */
export interface TryLimiter {
  /** Takes one of the tries that `key` has; `false` if none is left. Taken before looking, so that many at once count. */
  take(key: string): Promise<boolean>
  /** Gives a try back that was no guess. */
  giveBack(key: string): Promise<void>
}

/** Keeps passwords and app secrets as salted hashes. */
export interface Secrets {
  hash(secret: string): Promise<string>
  verify(secret: string, hash: string): Promise<boolean>
}
