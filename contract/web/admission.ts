import Type from 'typebox'
import { LookOf } from './logos.ts'
import { Device, Password, Refusal, schemaOf, Secret, ShortText, tags, webAnswers } from './schema.ts'
import type {
  AdmissionRefusal,
  AdmitAnswer,
  AdmitRequest,
  EntryAnswer,
  SignInAnswer,
  SignInRequest,
  StillWaits,
} from './types.ts'

const Proofs = {
  roomCode: ShortText('Room code, from a link or typed in.'),
  token: Type.Optional(Secret('Proof: `token` of a link.')),
  passcode: Type.Optional(
    Secret('Proof: the `conferencePassword`, or the `hostPassword`, which makes its holder host.'),
  ),
  login: Type.Optional(Secret('Proof: `login` of a personal link.')),
}
const Guest = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 4096,
    description: '`guest` of an earlier answer: the same guest asks again. Any other text has no effect.',
  }),
)
const ClaimsHost = Type.Optional(
  Type.Boolean({
    description:
      'With the `hostPassword`: the person becomes host also if they were host before and the role was given to somebody ' +
      'else. Send it if a person has just typed the password, not if a program joins again by itself.',
  }),
)
const Waits = Type.Optional(
  Type.Boolean({
    description:
      'The person already waits, and this is another attempt. If they were removed meanwhile, the refusal says so.',
  }),
)

const Ticket = schemaOf<AdmitAnswer>()(
  Type.Object({
    ticket: Type.String({ description: 'Opens one session, once.' }),
    expiresAt: Type.Integer({ description: 'Until when the ticket can be used. Epoch milliseconds.' }),
    conferenceId: Type.String(),
    title: Type.String(),
    guest: Type.Optional(Type.String({ description: 'Identifies the guest in this conference.' })),
  }),
)

const ClosedTo = Type.Optional(
  Type.Enum(['everyone', 'guests', 'outsiders'], {
    description: 'With `conference-locked`: who may not join. `everyone`: the meeting is locked.',
  }),
)

const TicketRefusal = schemaOf<AdmissionRefusal>()(
  Type.Object({
    ...Refusal.properties,
    guest: Type.Optional(Type.String({ description: 'Identifies the guest in this conference.' })),
    login: Type.Optional(Type.String({ description: 'Replaces the personal link of the request.' })),
    closedTo: ClosedTo,
    hasHostPassword: Type.Optional(
      Type.Boolean({
        description: 'With `conference-locked`: whether an app was told the host password of the meeting.',
      }),
    ),
  }),
)

const ticketAnswers = { 200: Ticket, '4xx': TicketRefusal, '5xx': Refusal }

/** `POST /api/admission`: a ticket for a session, in exchange for one proof. */
export const Admit = {
  operationId: 'Admit',
  summary: 'Get a ticket into a conference',
  tags,
  body: schemaOf<AdmitRequest>()(
    Type.Object({
      ...Proofs,
      device: Device,
      nick: Type.Optional(
        Type.String({
          maxLength: 256,
          description:
            'Name to show: 1 to 64 characters, none of them a control character. With `login` it has no effect.',
        }),
      ),
      guest: Guest,
      claimsHost: ClaimsHost,
      waits: Waits,
    }),
  ),
  response: ticketAnswers,
}

const Waiting = schemaOf<StillWaits>()(
  Type.Object({
    wait: Type.Enum(['host-absent', 'waiting-room'], { description: 'The person has to wait.' }),
    guest: Type.Optional(Type.String({ description: 'Identifies the guest in this conference.' })),
    login: Type.Optional(Type.String({ description: 'Replaces the personal link of the request.' })),
  }),
)

/**
 * `POST /api/pass`: as `POST /api/admission`, for a page: the cookie is a proof, too. That the person has to wait is an answer
 * and no refusal, because browsers report each refusal as an error.
 */
export const Pass = {
  operationId: 'Pass',
  summary: 'Get a ticket into a conference, for a page',
  tags,
  body: Type.Object({
    ...Proofs,
    device: Device,
    nick: Type.Optional(Type.String({ maxLength: 256 })),
    guest: Guest,
    claimsHost: ClaimsHost,
    waits: Waits,
  }),
  response: { ...ticketAnswers, 200: Type.Union([Ticket, Waiting]) },
}

/**
 * `POST /api/entry`: what the page before joining shows, for the same proofs as admission. A signed-in person of the
 * owning organization needs no other proof, and neither does a person that the conference has called. A proof that works
 * only once is not used up. Refusals are the same as those of admission.
 */
export const Entry = {
  operationId: 'Entry',
  summary: 'Get the meeting that a link leads to',
  tags,
  body: Type.Object({ ...Proofs, guest: Guest, claimsHost: ClaimsHost }),
  response: {
    ...ticketAnswers,
    200: schemaOf<EntryAnswer>()(
      Type.Object({
        conferenceId: Type.String(),
        title: Type.String(),
        look: LookOf,
        nick: Type.Optional(Type.String({ description: 'Name of the person; absent for a guest, who gives a name.' })),
        inside: Type.Array(Type.String({ description: 'Names of the people in the meeting, by arrival; 50 at most.' })),
        insideCount: Type.Integer(),
        wait: Type.Optional(
          Type.Enum(['host-absent', 'waiting-room'], {
            description: 'The person would have to wait. Then the answer names nobody in the meeting.',
          }),
        ),
        waitsFor: Type.Optional(Type.String({ description: 'With `wait`, in an own room: the name of its owner.' })),
        asHost: Type.Optional(
          Type.Boolean({ description: '`true`: the person is the host, or becomes host when they join.' }),
        ),
        hasHostPassword: Type.Optional(
          Type.Boolean({ description: '`true`: an app was told the host password of the meeting.' }),
        ),
        missing: Type.Optional(
          Type.Object(
            {
              sound: Type.Optional(
                Type.Integer({
                  description: 'No audio place is free: they neither send nor receive media. The limit.',
                }),
              ),
              camera: Type.Optional(Type.Integer({ description: 'They cannot turn on a camera. The limit.' })),
            },
            { description: 'What the person would miss if they joined now.' },
          ),
        ),
        alreadyInside: Type.Optional(
          Type.Boolean({ description: '`true`: the person is in the meeting already, with another device or page.' }),
        ),
        returns: Type.Optional(
          Type.Boolean({
            description:
              '`true`: the other devices of the person have lost the connection. The join should replace them.',
          }),
        ),
      }),
    ),
  },
}

/** `POST /api/sign-in`: a token that speaks for a person of an organization, for the lobby. */
export const SignInPerson = {
  operationId: 'SignIn',
  summary: 'Sign in with a password',
  tags,
  body: schemaOf<SignInRequest>()(
    Type.Object({
      corpId: ShortText('The organization.'),
      userId: ShortText('The person in it.'),
      password: Password('The person’s password.'),
    }),
  ),
  response: webAnswers(
    schemaOf<SignInAnswer>()(
      Type.Object({
        token: Type.String({ description: '`person` of a lobby connection.' }),
        expiresAt: Type.Integer({ description: 'Until when it can be used. Epoch milliseconds.' }),
        unionId: Type.String(),
        name: Type.String(),
      }),
    ),
  ),
}
