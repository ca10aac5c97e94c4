/**
 * The codes that each method of a service can refuse with: of `ConferenceError`, `EngineError` or `BookingError`. The open
 * API has an answer for each of them. A test compares them with the documentation of the methods and with what happens.
 */
export const REFUSALS = {
  Heads: { loadOwned: ['conference-not-found', 'not-permitted'] },
  Roster: {
    listMembers: ['conference-not-found', 'not-permitted'],
    listOngoing: ['user-not-found'],
  },
  History: {
    listRunning: ['conference-not-found', 'conference-ended', 'not-permitted'],
    pageRunning: [],
    listStartedAt: [],
    pageByRoomCode: ['not-permitted'],
    pageBegun: [],
    pageSessions: ['conference-not-found', 'not-permitted'],
  },
  Quality: {
    listLatest: ['conference-not-found', 'not-permitted'],
    listSeries: ['conference-not-found', 'not-permitted'],
  },
  Conferences: {
    create: ['user-not-found'],
    close: ['conference-not-found', 'conference-ended', 'not-permitted', 'user-not-found'],
    setLocked: ['conference-not-found', 'conference-ended', 'not-permitted'],
    invite: ['conference-not-found', 'conference-ended', 'not-permitted', 'user-not-found', 'conference-locked'],
    remove: [
      'conference-not-found',
      'conference-ended',
      'not-permitted',
      'user-not-found',
      'member-not-found',
      'session-not-found',
    ],
    setCoHosts: ['conference-not-found', 'conference-ended', 'not-permitted', 'user-not-found', 'member-not-found'],
    setMuted: [
      'conference-not-found',
      'conference-ended',
      'not-permitted',
      'user-not-found',
      'member-not-found',
      'session-not-found',
    ],
    setAllMuted: ['conference-not-found', 'conference-ended', 'not-permitted'],
    changeSettings: ['conference-not-found', 'conference-ended', 'not-permitted'],
    setFocus: ['conference-not-found', 'conference-ended', 'not-permitted', 'user-not-found', 'member-not-found'],
    rename: ['conference-not-found', 'conference-ended', 'not-permitted', 'user-not-found', 'member-not-found'],
  },
  Engines: {
    controlRecording: [
      'conference-not-found',
      'conference-ended',
      'not-permitted',
      'user-not-found',
      'recording-engine-not-configured',
    ],
    readRecording: [
      'conference-not-found',
      'conference-ended',
      'not-permitted',
      'user-not-found',
      'recording-engine-not-configured',
    ],
    allowRecording: ['user-not-found', 'recording-engine-not-configured'],
    controlLivePush: [
      'conference-not-found',
      'conference-ended',
      'not-permitted',
      'user-not-found',
      'live-push-engine-not-configured',
    ],
    controlMinutes: [
      'conference-not-found',
      'conference-ended',
      'not-permitted',
      'user-not-found',
      'minutes-engine-not-configured',
    ],
    readMinutes: ['conference-not-found', 'not-permitted', 'user-not-found', 'minutes-engine-not-configured'],
    controlCaptions: ['conference-not-found', 'conference-ended', 'not-permitted', 'caption-engine-not-configured'],
    inviteRoomSystem: [
      'conference-not-found',
      'conference-ended',
      'not-permitted',
      'user-not-found',
      'room-system-engine-not-configured',
    ],
  },
  Bookings: {
    book: ['user-not-found', 'times-wrong', 'organization-wrong', 'too-many-apps'],
    change: [
      'booking-not-found',
      'not-permitted',
      'user-not-found',
      'user-outside',
      'not-creator',
      'booking-cancelled',
      'times-wrong',
    ],
    cancel: ['booking-not-found', 'not-permitted', 'user-not-found', 'user-outside', 'not-creator'],
    load: ['booking-not-found', 'not-permitted', 'user-not-found', 'user-outside', 'booking-cancelled'],
    loadSettings: ['booking-not-found', 'not-permitted', 'booking-cancelled'],
    changeSettings: [
      'booking-not-found',
      'not-permitted',
      'user-not-found',
      'user-outside',
      'not-creator',
      'booking-cancelled',
      'organization-wrong',
      'too-many-apps',
    ],
    createShortLink: [
      'booking-not-found',
      'not-permitted',
      'user-not-found',
      'user-outside',
      'not-creator',
      'booking-cancelled',
    ],
    findLastConference: ['booking-not-found', 'not-permitted'],
  },
  Admission: {
    createPersonalLink: [
      'pass-invalid',
      'user-not-found',
      'conference-not-found',
      'conference-ended',
      'conference-locked',
      'banned',
      'not-permitted',
    ],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

export type RefusingService = keyof typeof REFUSALS
type Declared<Service extends RefusingService> = (typeof REFUSALS)[Service]

/** The methods of `Service` that can refuse. */
export type RefusingMethod<Service extends RefusingService> = keyof Declared<Service>

/** What `Method` of `Service` can refuse with. */
export type Refusal<
  Service extends RefusingService,
  Method extends keyof Declared<Service>,
> = Declared<Service>[Method] extends readonly (infer Code extends string)[] ? Code : never
