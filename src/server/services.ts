import { setTimeout } from 'node:timers/promises'
import { Directory } from '../service/account/directory.ts'
import { Passwords } from '../service/account/passwords.ts'
import { Seeding } from '../service/account/seeding.ts'
import { SignInEnds } from '../service/account/sign-in-ends.ts'
import { SignIn } from '../service/account/sign-in.ts'
import { WebSessions } from '../service/account/web-sessions.ts'
import { CacheBudget } from '../service/cache-budget.ts'
import { BookingAccess } from '../service/booking/booking-access.ts'
import { Bookings } from '../service/booking/bookings.ts'
import { OwnBookings } from '../service/booking/own-bookings.ts'
import { EndedConferences } from '../service/conduct/ended-conferences.ts'
import { Conductor } from '../service/conduct/conductor.ts'
import { Feed } from '../service/conduct/feed.ts'
import { Heads } from '../service/conduct/heads.ts'
import { UnannouncedChanges } from '../service/conduct/unannounced-changes.ts'
import { Presence } from '../service/conduct/presence.ts'
import { ProvenTime } from '../service/conduct/proven-time.ts'
import { StoreLoss } from '../service/conduct/store-loss.ts'
import { Conferences } from '../service/control/conferences.ts'
import { MemberRequests } from '../service/control/member-requests.ts'
import { Engines } from '../service/control/engines.ts'
import { Phones } from '../service/control/phones.ts'
import { Ringing } from '../service/control/ringing.ts'
import { ShutOut } from '../service/control/shut-out.ts'
import { StartRings } from '../service/control/start-rings.ts'
import { Admission } from '../service/entry/admission.ts'
import { Invitations } from '../service/entry/invitations.ts'
import { OwnRooms } from '../service/booking/own-rooms.ts'
import { GuestLimits } from '../service/entry/guest-limits.ts'
import { Meetings } from '../service/entry/meetings.ts'
import { Chat } from '../service/live/chat.ts'
import { MediaFollower } from '../service/live/media-follower.ts'
import { MediaRepairs } from '../service/live/media-repairs.ts'
import { MediaStates } from '../service/live/media-states.ts'
import { QualityReports } from '../service/quality/quality-reports.ts'
import { Quality } from '../service/quality/quality.ts'
import { History } from '../service/read/history.ts'
import { Roster } from '../service/read/roster.ts'
import type { Adapters } from './adapters.ts'
import { createAdministration } from './administration.ts'
import { createConsoleMeetings } from './console-meetings.ts'
import { createSingleSignOn } from './single-sign-on-services.ts'
import { createEventServices } from './event-services.ts'
import { createAttendance } from './attendance-services.ts'
import { createSubscriptions } from './subscription-services.ts'
import { createPrivacy } from './privacy-services.ts'
import { createPasswordHelp } from './password-services.ts'
import { createTokens } from './token-services.ts'
import { createConsole } from './console-services.ts'
import type { ServiceSettings } from './service-settings.ts'

/** All services of a server. */
export type Services = ReturnType<typeof createServices>

/**
 * Creates every service once and connects it to the others. The server and the tests use the same wiring.
 *
 * Disposing hangs up telephones and stores what the services hold in memory: heartbeats and samples of quality.
 *
 * @param publicUrl returns the URL that links begin with. It is called only when a service needs a link
 * @param onError returns a handler for errors that no caller receives. `what` says in the log what failed
 */
export function createServices(
  adapters: Adapters,
  {
    settings,
    publicUrl,
    onError,
  }: {
    settings: ServiceSettings
    publicUrl: () => URL
    onError: (what: string) => (error: unknown) => void
  },
) {
  const { clock, ids, store, bus, relay, media, secrets, passes, telephony } = adapters
  const { leaveWindowMs, silentAfterMs } = settings.presence
  const { ringTimeoutMs, emptyMs, neverEnteredMs } = settings

  const caches = new CacheBudget(settings.cacheBytes)
  const directory = new Directory(store.directory, caches, relay)
  const seeding = new Seeding({ directory, userTokens: store.userTokens, secrets, ids })
  const { tryLimiter, wideTryLimiter, opaqueTokens: tokens } = adapters
  const { accessTokens, ssoTokens, userTokens, authorizations, streamTickets } = createTokens(adapters, {
    directory,
    caches,
    allowsLoopback: settings.sandbox,
  })
  const signInEnds = new SignInEnds(relay)
  const passwords = new Passwords({ directory, secrets, limiter: tryLimiter, wideLimiter: wideTryLimiter })
  const signIn = new SignIn({ passwords, directory, passes, sessions: store.webSessions, tokens, clock })
  const webSessions = new WebSessions({
    store: store.webSessions,
    directory,
    passwords,
    tokens,
    clock,
    ids,
    ends: signInEnds,
  })
  const heads = new Heads(store.conferences, caches)
  const roster = new Roster({
    conferences: store.conferences,
    heads,
    rosters: store.rosters,
    directory,
    ongoingScope: settings.ongoing,
    caches,
  })
  const onFeedError = onError('a stored change did not reach every part of the server')
  const feed = new Feed({ store: store.conferences, bus, caches, onError: onFeedError })
  const timeouts = { leaveWindowMs, ringTimeoutMs, emptyMs, neverEnteredMs }
  const events = createEventServices(adapters, { signInEnds, onError })
  const conductor = new Conductor({ store: store.conferences, feed, caches, clock, timeouts })
  const shutOut = new ShutOut({ conductor, roster, directory })
  const administration = createAdministration(adapters, { directory, ends: signInEnds, meetings: shutOut, publicUrl })
  const { organizationSettings: settingsOf } = administration
  const sso = createSingleSignOn(adapters, { ...administration, directory, publicUrl })
  const { audit } = administration
  const subscriptions = createSubscriptions(adapters, { audit, directory, watch: events.outboxWatch, onError })
  const forPasswords = { directory, audit, sessions: webSessions, ends: signInEnds, publicUrl }
  const unannouncedChanges = new UnannouncedChanges({
    store: store.conferences,
    interruptions: store.interruptions,
    feed,
    bus,
    clock,
  })
  const isSoleWriter = store.conferences.cacheTrust === 'until-own-write'
  const presence = new Presence({
    conductor,
    sessions: store.sessions,
    clock,
    isSoleWriter,
    leaveWindowMs,
    silentAfterMs,
  })
  const storeLoss = new StoreLoss({ clock, relay, afterMs: silentAfterMs })
  const provenTime = new ProvenTime({ sessions: store.sessions, clock, relay, isSoleWriter })
  const phones =
    telephony &&
    new Phones({ telephony, conductor, presence, clock, ids, onError: onError('a call to a telephone failed') })

  const meetings = new Meetings({
    conductor,
    conferences: store.conferences,
    bookings: store.bookings,
    directory,
    media,
    settings: settingsOf,
    clock,
    ids,
  })
  const mediaStates = new MediaStates({
    conductor,
    media,
    clock,
    relay,
    onError: onError('a media state of another server could not be taken'),
  })
  const guests = new GuestLimits({
    perAddress: adapters.guestLimiter,
    perConference: settings.guestsPerConference,
    settings: settingsOf,
  })
  const admission = new Admission({
    conductor,
    meetings,
    directory,
    passes,
    tries: { roomCodes: tryLimiter, passcodes: wideTryLimiter },
    guests,
    maxSessions: settings.sessionsPerPerson,
    media,
    mediaStates,
    clock,
    ids,
    publicUrl,
  })
  const hasTelephony = phones !== undefined
  const conferences = new Conferences({ conductor, heads, directory, meetings, clock, ids, hasTelephony })
  const memberRequests = new MemberRequests({ conductor, directory, meetings, clock, relay })
  const startRings = new StartRings({
    bookings: store.bookings,
    meetings,
    conductor,
    directory,
    clock,
    limiter: adapters.startLimiter,
  })
  const ringing = new Ringing({ conductor, roster, directory, admission })
  const engines = new Engines({
    conductor,
    heads,
    directory,
    conferences: store.conferences,
    engines: adapters.enginePorts,
  })

  const mediaFollower = new MediaFollower({
    media,
    pause: (ms) => setTimeout(ms, undefined, { ref: false }),
    onError: onError('the media engine could not apply a change'),
  })
  const mediaRepairs =
    media.rooms &&
    new MediaRepairs({
      rooms: media.rooms,
      conductor,
      clock,
      relay,
      periodMs: settings.livekit?.checkMs ?? 0,
      onError: onError('the media engine could not be compared'),
    })
  const chat = new Chat({ conductor, caches, clock, relay })
  const quality = new Quality({ store: store.quality, heads, clock })
  const qualityReports = new QualityReports({ quality, clock, relay })
  const endedConferences = new EndedConferences({ parts: [conductor, heads, roster, qualityReports], clock })
  const history = new History({ store: store.history, heads, mediaStates })
  const ofConsole = createConsole(
    adapters,
    { ...administration, conductor, history, directory, mediaStates, qualityReports, provenTime, meetings },
    settings,
  )
  const access = new BookingAccess({ store: store.bookings, directory, clock })
  const forBookings = { store: store.bookings, access, settings: settingsOf, clock, ids }
  const bookings = new Bookings({ ...forBookings, history, publicUrl })
  const ownBookings = new OwnBookings({ ...forBookings, directory })

  return {
    caches,
    directory,
    ...administration,
    ...ofConsole,
    seeding,
    accessTokens,
    userTokens,
    ssoTokens,
    authorizations,
    streamTickets,
    passwords,
    ...createPasswordHelp(adapters, forPasswords),
    signIn,
    signInEnds,
    webSessions,
    ...(sso && { sso }),
    heads,
    roster,
    history,
    ...createAttendance({ store, directory, provenTime }),
    ...createPrivacy(adapters, {
      ...administration,
      directory,
      ends: signInEnds,
      meetings: shutOut,
      conductor,
      heads,
      roster,
    }),
    ...createConsoleMeetings(adapters, { directory, audit, ownBookings }),
    feed,
    ...events,
    ...subscriptions,
    unannouncedChanges,
    conductor,
    presence,
    provenTime,
    storeLoss,
    meetings,
    admission,
    invitations: new Invitations({ meetings, publicUrl }),
    ownRooms: new OwnRooms(forBookings),
    conferences,
    memberRequests,
    ringing,
    startRings,
    engines,
    ...(phones && { phones }),
    mediaStates,
    mediaFollower,
    ...(mediaRepairs && { mediaRepairs }),
    chat,
    quality,
    qualityReports,
    endedConferences,
    bookings,
    ownBookings,
    async [Symbol.asyncDispose]() {
      await subscriptions.runners[Symbol.asyncDispose]()
      phones?.[Symbol.dispose]()
      await presence.save()
      await quality.save()
      await conductor[Symbol.asyncDispose]()
      await feed[Symbol.asyncDispose]()
      await events.outboxWatch[Symbol.asyncDispose]()
    },
  }
}
