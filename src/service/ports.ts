import type { Due } from '../conference/due.ts'
import type { LoggedEvent, Newcomer } from '../conference/event.ts'
import type {
  ConferenceId,
  EpochMs,
  OrganizationId,
  ParticipantId,
  PersonKey,
  UnionId,
} from '../conference/identity.ts'
import type { Device, Member } from '../conference/member.ts'
import type { Account, Departure, WebSessionStore } from './account-ports.ts'
import type { BookingStore } from './booking-ports.ts'
import type { App, Organization, Suite, TokenRecord, User } from './directory-model.ts'
import type { ConferenceFilter, Gathering, SessionRecord, Stretch } from './history-model.ts'
import type { QualitySample, QualitySeries } from './quality-model.ts'
import type { ConferenceHead, EndedEntry, OngoingList, RosterPage } from './read-model.ts'

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
  /** `count` letters and digits of ASCII. */
  letters(count: number): string
}

/** One conference's step from `head.version - events.length` to `head.version`, with everything it changes. */
export type Commit = Readonly<{
  conferenceId: ConferenceId
  head: ConferenceHead
  /** At least one; consecutive. */
  events: readonly LoggedEvent[]
  /** The members that the events touched, as they are after them. */
  members: readonly Member[]
  /** Those of them whose rows of the roster changed; another's row would be written as it is. */
  rows: ReadonlySet<PersonKey>
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
  /** The conferences with a member row of this person that have ended, latest end first. */
  listEnded(unionId: UnionId, limit: number): Promise<readonly EndedEntry[]>
}

/** Reads over many conferences. Conferences come newest first, sessions oldest first, both without a gap or a repetition. */
export interface HistoryStore {
  /** Those of `ids` that there are, in any order; members only of those of `organizationId` that go on. */
  listGatherings(organizationId: OrganizationId, ids: readonly ConferenceId[]): Promise<readonly Gathering[]>
  listConferences(filter: ConferenceFilter, stretch: Stretch): Promise<readonly ConferenceHead[]>
  /** As `listConferences`, with how many there are of `filter` in all at that same moment. */
  countConferences(
    filter: ConferenceFilter,
    stretch: Stretch,
  ): Promise<Readonly<{ rows: readonly ConferenceHead[]; total: number }>>
  /** Whether a conference of another organisation has or had the code, or a booking of another will. */
  isRoomCodeTaken(roomCode: string, by: Readonly<{ othersThan: OrganizationId }>): Promise<boolean>
  listSessions(id: ConferenceId, stretch: Stretch): Promise<readonly SessionRecord[]>
}

/** What sessions told of their connection. */
export interface QualityStore {
  /**
   * Keeps the samples of people with an account, of sessions that there are, and of every such session, for as long as its
   * conference is kept, the mean of its grades; of no other.
   */
  save(samples: readonly QualitySample[]): Promise<void>
  /** The latest sample of each of the people that has one. */
  listLatest(id: ConferenceId, people: readonly UnionId[]): Promise<ReadonlyMap<UnionId, QualitySeries[number]>>
  /** Samples of `[from, to]`, of all his devices, oldest first. */
  listSeries(
    id: ConferenceId,
    unionId: UnionId,
    interval: Readonly<{ from: EpochMs; to: EpochMs; limit: number }>,
  ): Promise<QualitySeries>
  /**
   * Makes one sample of those that one session told in the earliest minute before `before` that is still told in full;
   * `limit` samples at a time. That minute must be over.
   *
   * @returns whether there may be more to do
   */
  thin(before: EpochMs, limit: number, merge: (series: QualitySeries) => QualitySeries[number]): Promise<boolean>
  /** Forgets the oldest of the samples before `before`, `limit` at most, of those that were thinned; gives how many. */
  deleteBefore(before: EpochMs, limit: number): Promise<number>
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
  /**
   * Inserts or updates by organisation and userId; an absent `passwordHash` keeps the stored one, and one that the
   * person chose himself is always kept.
   */
  saveUser(user: User): Promise<void>
  /** Inserts or updates by clientId. */
  saveApp(app: App): Promise<void>
  /** Inserts or updates by suiteKey. */
  saveSuite(suite: Suite): Promise<void>
  countOrganizations(): Promise<number>
  findOrganization(id: OrganizationId): Promise<Organization | undefined>
  /** By name. */
  listOrganizations(limit: number): Promise<readonly Organization[]>
  /** Whose name or userId begins with `prefix`, whatever its case; by name. */
  findPeople(organizationId: OrganizationId, prefix: string, limit: number): Promise<readonly User[]>
  /** Makes it the password that the person chose himself. */
  choosePassword(account: Account, passwordHash: string): Promise<void>
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
  readonly history: HistoryStore
  readonly quality: QualityStore
  readonly sessions: SessionStore
  readonly jobs: JobStore
  readonly directory: DirectoryStore
  readonly webSessions: WebSessionStore
  readonly bookings: BookingStore
  /** @throws if the store cannot be reached or written */
  check(): Promise<void>
}

export type CommitListener = (commit: Commit) => void

/** Committed changes, on their way to everyone who shows them; in order per conference. */
export interface Bus extends AsyncDisposable {
  publish(commit: Commit): void
  subscribe(listener: CommitListener): void
}

/** As `RTCConfiguration` has it. */
export type IceServer = { urls: string[]; username?: string; credential?: string }

/** What the page of one session needs to send and hear. Secret where it holds a credential: never to be logged. */
type MediaGrant = {
  engine: 'mesh'
  iceServers: IceServer[]
  /** Until when the credentials are good. */
  expiresAt: EpochMs
  maxVideo: number
  maxAudio: number
}

/**
 * What carries picture and sound. The roster is the truth, and the engine follows it, never the other way round.
 *
 * A media server stands behind the same port: `grant` signs a token for `participantId` with what he may publish, and
 * `follow` mutes, limits and removes there whom a commit does. What the engine tells of itself is evidence at most.
 */
export interface Media {
  /** Sessions inside up to which everybody may send video. */
  readonly maxVideo: number
  /** Sessions inside up to which there are media at all. */
  readonly maxAudio: number
  grant(session: Readonly<{ conferenceId: ConferenceId; participantId: ParticipantId }>): Promise<MediaGrant>
  /** Does at the engine what was committed; it must not throw. */
  follow(commit: Commit): void
}

/** Whom to call, and what he is told of it. */
export type PhoneCall = Readonly<{ number: string; title: string; by?: string }>

/** `ended` before `answered`: he declined, was busy or could not be reached. */
export type LineNews = 'ringing' | 'answered' | 'ended'

/** One call to one telephone. */
export interface Line {
  /** Whether the other end is still there, as far as the engine can tell. */
  isUp(): boolean
  /** Ends the call, if it goes on. */
  hangUp(): void
}

/** Calls telephones and carries their sound: a SIP engine. */
export interface Telephony {
  /** Begins the call. `tell` is told what becomes of it, in that order, `ended` last; not before this has returned. */
  call(call: PhoneCall, tell: (news: LineNews) => void): Line
}

/** Somebody who is signed in, and what that hangs on. */
export type Login = Readonly<{
  organizationId: OrganizationId
  userId: string
  unionId: UnionId
  name: string
  /** It is worth something for as long as this web session is there. */
  session?: string
  /** Without a web session: for as long as this is his password, of which it is a mark. Absent if he had none. */
  password?: string
}>

/** What a signed pass says. Each that opens anything names one session, so that none can open two. */
export type Pass = Readonly<
  | { kind: 'ticket'; conferenceId: ConferenceId; participantId: ParticipantId; device: Device; newcomer: Newcomer }
  | { kind: 'personal-link'; conferenceId: ConferenceId; participantId: ParticipantId; newcomer: Newcomer }
  | { kind: 'resume'; conferenceId: ConferenceId; participantId: ParticipantId }
  /** Opens nothing: it only says which guest he is. */
  | { kind: 'guest'; conferenceId: ConferenceId; guestId: string }
  | ({ kind: 'person' } & Login)
  /** A browser that was sent to the identity provider; `to` is where it goes on afterwards. */
  | ({ kind: 'departure'; to: string } & Departure)
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
