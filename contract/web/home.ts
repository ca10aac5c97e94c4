import Type, { type Static } from 'typebox'
import { DeviceName } from '../signaling/signaling.ts'
import { admissionAnswers, answers, ComingAgain, Id, WebRefusal } from './web.ts'

/**
 * What our own pages ask of the server. The person is known by a cookie, which only `signIn` and the provider's way back
 * set; every request that changes something is JSON, from a page of this server.
 */
export const WEB = {
  signInOptions: '/api/sign-in-options',
  session: '/api/session',
  password: '/api/password',
  devices: '/api/devices',
  ssoStart: '/api/sso/start',
  ssoBack: '/api/sso/back',
  home: '/api/home',
  conferences: '/api/conferences',
  bookings: '/api/bookings',
  people: '/api/people',
  entry: '/api/entry',
  pass: '/api/pass',
} as const

const tags = ['web']
const Time = (description: string) => Type.Integer({ description: `${description} Epoch milliseconds.` })

/** `GET /api/sign-in-options`: how one can sign in here. */
export const SignInOptions = {
  operationId: 'SignInOptions',
  summary: 'How one can sign in',
  tags,
  response: answers(
    Type.Object({
      organizations: Type.Array(Type.Object({ corpId: Type.String(), name: Type.String() })),
      sso: Type.Optional(Type.Object({ name: Type.String({ description: 'Of the OpenID Connect provider.' }) })),
    }),
  ),
}

export const Me = Type.Object({
  corpId: Type.String(),
  organization: Type.String({ description: 'Its name.' }),
  userId: Type.String(),
  unionId: Type.String(),
  name: Type.String(),
  /** Until then nothing else is answered but a new password and signing out. */
  mustChangePassword: Type.Boolean(),
  hasPassword: Type.Boolean(),
  /** `person` of a lobby connection (contract/signaling/signaling.ts); absent as long as the password must change. */
  personToken: Type.Optional(Type.String()),
})
export type Me = Static<typeof Me>

/** `GET /api/session`: who is signed in; 204 without a body if nobody is, which is no fault of whoever asks. */
export const GetSession = {
  operationId: 'GetSession',
  summary: 'Who is signed in',
  tags,
  // Spelled out: a schema that is spread would stay in the pages, which have none.
  response: { 200: Me, '4xx': WebRefusal, '5xx': WebRefusal, 204: Type.Null({ description: 'Nobody is signed in.' }) },
}

/** `POST /api/session`: signs in with a password and sets the cookie. 403 `not-signed-in`, 429 `too-many-tries`. */
export const OpenSession = {
  operationId: 'OpenSession',
  summary: 'Sign in with a password, for a page',
  tags,
  body: Type.Object({
    corpId: Id('The organisation.'),
    userId: Id('The person in it.'),
    password: Type.String({ minLength: 1, maxLength: 256 }),
  }),
  response: answers(Me),
}

const Ok = Type.Object({ ok: Type.Literal(true) })

/** `DELETE /api/session`: signs out; the cookie is worth nothing any more. */
export const CloseSession = { operationId: 'CloseSession', summary: 'Sign out', tags, response: answers(Ok) }

/** `POST /api/password`: 403 `not-signed-in` if `current` is wrong, 400 `password-weak` for fewer than 10 characters or the old one. */
export const ChangePassword = {
  operationId: 'ChangePassword',
  summary: 'Change one’s own password',
  tags,
  body: Type.Object({
    current: Type.String({ minLength: 1, maxLength: 256 }),
    next: Type.String({ minLength: 1, maxLength: 256 }),
  }),
  response: answers(Me),
}

export const SignedInDevice = Type.Object({
  id: Type.String(),
  browser: Type.String({ description: 'As the browser calls itself.' }),
  signedInAt: Time('When he signed in there.'),
  lastSeenAt: Time('To the minute.'),
  current: Type.Boolean({ description: 'The one that asks.' }),
})
export type SignedInDevice = Static<typeof SignedInDevice>

/**
 * `GET /api/sso/start?to=`: sends the browser to the OpenID Connect provider, and then on to `to`, a path below the
 * server's own; what goes wrong on the way leads to `/?signin=` with `unknown` (nobody here has that name), `failed` (what came
 * back proves nothing) or `unavailable` (the provider does not answer). 404 `provider-absent` without a provider.
 */
export const SsoStart = {
  operationId: 'SsoStart',
  querystring: Type.Object({ to: Type.Optional(Type.String({ maxLength: 1024 })) }),
}

/** `GET /api/devices`, `DELETE /api/devices/:id`: where one is signed in, newest first, and an end to it. */
export const ListDevices = {
  operationId: 'ListDevices',
  summary: 'Where one is signed in',
  tags,
  response: answers(Type.Object({ devices: Type.Array(SignedInDevice) })),
}
export const CloseDevice = {
  operationId: 'CloseDevice',
  summary: 'Sign out elsewhere',
  tags,
  params: Type.Object({ id: Id('Of the list.') }),
  response: answers(Ok),
}

export const OngoingMeeting = Type.Object({
  conferenceId: Type.String(),
  title: Type.String(),
  roomCode: Type.String(),
  startTime: Time(''),
  /** As `attendStatus` of the open API: the person's own. */
  status: Type.Integer(),
  inside: Type.Integer({ description: 'People who are in.' }),
})
export const RecentMeeting = Type.Object({
  conferenceId: Type.String(),
  title: Type.String(),
  startTime: Time(''),
  endTime: Time(''),
  joinTime: Type.Optional(Time('When the person came in; absent if he never did.')),
  durationMs: Type.Integer({ description: 'His own time inside.' }),
})
export type OngoingMeeting = Static<typeof OngoingMeeting>
export type RecentMeeting = Static<typeof RecentMeeting>

export const BookedMeeting = Type.Object({
  bookingId: Type.String({ description: '`scheduleConferenceId` of the open API.' }),
  title: Type.String(),
  roomCode: Type.String(),
  startTime: Time('When it is to begin.'),
  endTime: Time('When it is to end.'),
  host: Type.Boolean({ description: 'He is the host that was booked.' }),
  own: Type.Boolean({ description: 'He booked it, so he may cancel it.' }),
  link: Type.String({ description: 'That it is shared by.' }),
  calendarLink: Type.String({ description: 'Of its calendar file.' }),
})
export type BookedMeeting = Static<typeof BookedMeeting>

/**
 * `GET /api/home`: the person's conferences in progress, his last 20 that have ended, newest first, and the bookings that
 * he made, or is host or co-host of, and that are not over: the 50 that end next, by start.
 */
export const Home = {
  operationId: 'Home',
  summary: 'One’s meetings',
  tags,
  response: answers(
    Type.Object({
      ongoing: Type.Array(OngoingMeeting),
      recent: Type.Array(RecentMeeting),
      booked: Type.Array(BookedMeeting),
    }),
  ),
}
export type HomeAnswer = Static<(typeof Home.response)[200]>

/** `POST /api/conferences`: starts a meeting whose host one is. The page then asks for admission with `roomCode`. */
export const StartConference = {
  operationId: 'StartConference',
  summary: 'Start a meeting',
  tags,
  body: Type.Object({ title: Type.Optional(Type.String({ maxLength: 256 })) }),
  response: answers(Type.Object({ conferenceId: Type.String(), roomCode: Type.String(), link: Type.String() })),
}

/** Until the end of the year 9999: no calendar file can name what is later. */
const Instant = (description: string) => Type.Integer({ minimum: 0, maximum: 253_402_300_799_999, description })

/** `POST /api/bookings`: books a meeting whose host one is. 400 `times-wrong` if it ends before it begins, or is over. */
export const BookMeeting = {
  operationId: 'BookMeeting',
  summary: 'Book a meeting',
  tags,
  body: Type.Object({
    title: Type.Optional(Type.String({ maxLength: 256 })),
    startTime: Instant('When it is to begin. Epoch milliseconds.'),
    endTime: Instant('When it is to end. Epoch milliseconds.'),
    waitingRoom: Type.Optional(
      Type.Boolean({ description: 'Only whom host or co-hosts let in or call comes in; not, if left out.' }),
    ),
    joinBeforeHost: Type.Optional(
      Type.Boolean({ description: 'People come in before host and co-hosts; left out, too.' }),
    ),
  }),
  response: answers(BookedMeeting),
}

/** `DELETE /api/bookings/:id`: nobody comes in any more. 404 `booking-not-found`, 403 `not-permitted` if another booked it. */
export const CancelBooking = {
  operationId: 'CancelBooking',
  summary: 'Cancel a meeting that one has booked',
  tags,
  params: Type.Object({ id: Id('Of the booking.') }),
  response: answers(Ok),
}

export const Colleague = Type.Object({ unionId: Type.String(), name: Type.String() })
export type Colleague = Static<typeof Colleague>

/** `GET /api/people?q=`: up to 20 people of one's organisation whose name or user id begins with it, by name. */
export const FindPeople = {
  operationId: 'FindPeople',
  summary: 'Find colleagues',
  tags,
  querystring: Type.Object({ q: Type.String({ maxLength: 64 }) }),
  response: answers(Type.Object({ people: Type.Array(Colleague) })),
}

const Proofs = {
  roomCode: Id('Of the link, or typed in.'),
  token: Type.Optional(Type.String({ minLength: 1, maxLength: 4096, description: 'Proof: of a link.' })),
  passcode: Type.Optional(
    Type.String({ minLength: 1, maxLength: 4096, description: 'Proof: the `conferencePassword`.' }),
  ),
  login: Type.Optional(Type.String({ minLength: 1, maxLength: 4096, description: 'Proof: of a personal link.' })),
}

/**
 * `POST /api/entry`: what the page before joining shows, for the same proofs as admission; of a signed-in person of the
 * owning organisation, or whom the conference has called, no other is asked. Uses nothing up. Refused as admission is.
 */
export const Entry = {
  operationId: 'Entry',
  summary: 'What there is behind a link',
  tags,
  body: Type.Object({ ...Proofs, guest: ComingAgain.guest }),
  response: answers(
    Type.Object({
      conferenceId: Type.String(),
      title: Type.String(),
      /** Whom the session would be of; absent for a guest, who gives a name. */
      nick: Type.Optional(Type.String()),
      inside: Type.Array(Type.String({ description: 'Names of who is in, by arrival; 50 at most.' })),
      insideCount: Type.Integer(),
      /** One would have to wait; then of nobody inside is told. */
      wait: Type.Optional(Type.Union([Type.Literal('host-absent'), Type.Literal('waiting-room')])),
    }),
  ),
}
export type EntryAnswer = Static<(typeof Entry.response)[200]>

/** `POST /api/pass`: as `POST /api/admission`, for a page: the cookie is a proof, too. */
export const Pass = {
  operationId: 'Pass',
  summary: 'Get a ticket into a conference, for a page',
  tags,
  body: Type.Object({
    ...Proofs,
    ...ComingAgain,
    device: DeviceName,
    nick: Type.Optional(Type.String({ maxLength: 256 })),
  }),
  response: admissionAnswers,
}
