import Type, { type Static } from 'typebox'
import { DeviceName } from '../signaling/signaling.ts'

/** What pages and terminals ask of the server over HTTP, before they open a connection of contract/signaling/signaling.ts. */
export const ADMISSION_PATH = '/api/admission'
export const SIGN_IN_PATH = '/api/sign-in'
/** Where a link to a conference leads: `<server>/app?roomCode=<digits>` with `token` or `login`. */
export const LINK_PATH = '/app'

/** How a request is refused. */
export const WebRefusal = Type.Object({
  code: Type.String({
    description: 'What happened; docs/signaling.md and docs/web.md list the codes of each operation.',
  }),
  message: Type.String({ description: 'Text for a human, in English. Not to be parsed.' }),
})
export type WebRefusal = Static<typeof WebRefusal>

/** With `waiting-room` and `host-absent`: what to show when asking again. */
export const AdmissionRefusal = Type.Object({
  ...WebRefusal.properties,
  guest: Type.Optional(Type.String({ description: 'Says which guest one is, in this conference.' })),
  login: Type.Optional(Type.String({ description: 'In the place of the personal link that was shown.' })),
})
export type AdmissionRefusal = Static<typeof AdmissionRefusal>

/** Besides proofs, of who asks for a ticket. */
export const ComingAgain = {
  guest: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 4096,
      description: '`guest` of an earlier answer: one is the same guest then. What is no such thing has no effect.',
    }),
  ),
  waits: Type.Optional(
    Type.Boolean({ description: 'One was told to wait, and asks again; whoever was removed meanwhile is told so.' }),
  ),
}

const Secret = (description: string) => Type.String({ minLength: 1, maxLength: 4096, description })
export const Id = (description: string) => Type.String({ minLength: 1, maxLength: 64, description })

export function answers<T extends ReturnType<typeof Type.Object>>(ok: T) {
  return { 200: ok, '4xx': WebRefusal, '5xx': WebRefusal }
}

const Ticket = Type.Object({
  ticket: Type.String({ description: 'Opens one session, once.' }),
  expiresAt: Type.Integer({ description: 'Until when the ticket can be used. Epoch milliseconds.' }),
  conferenceId: Type.String(),
  title: Type.String(),
  guest: Type.Optional(Type.String({ description: 'Says which guest one is, in this conference.' })),
})

/** Of whatever gives a ticket. */
export const admissionAnswers = { 200: Ticket, '4xx': AdmissionRefusal, '5xx': WebRefusal }

/** `POST /api/admission`: a ticket for a session, for whoever shows one proof. */
export const Admit = {
  operationId: 'Admit',
  summary: 'Get a ticket into a conference',
  tags: ['web'],
  body: Type.Object({
    roomCode: Id('Of the link, or typed in.'),
    device: DeviceName,
    nick: Type.Optional(
      Type.String({
        maxLength: 256,
        description:
          'Name to go by: 1 to 64 characters, none of them a control character. With `login` it has no effect.',
      }),
    ),
    token: Type.Optional(Secret('Proof: of a link.')),
    passcode: Type.Optional(Secret('Proof: the `conferencePassword`.')),
    login: Type.Optional(Secret('Proof: of a personal link.')),
    ...ComingAgain,
  }),
  response: admissionAnswers,
}
export type AdmitRequest = Static<typeof Admit.body>
export type AdmitAnswer = Static<(typeof Admit.response)[200]>

/** `POST /api/sign-in`: a token that speaks for a person of an organisation, for the lobby. */
export const SignInPerson = {
  operationId: 'SignIn',
  summary: 'Sign in with a password',
  tags: ['web'],
  body: Type.Object({
    corpId: Id('The organisation.'),
    userId: Id('The person in it.'),
    password: Type.String({ minLength: 1, maxLength: 256, description: 'His password.' }),
  }),
  response: answers(
    Type.Object({
      token: Type.String({ description: '`person` of a lobby connection.' }),
      expiresAt: Type.Integer({ description: 'Until when it can be used. Epoch milliseconds.' }),
      unionId: Type.String(),
      name: Type.String(),
    }),
  ),
}
export type SignInRequest = Static<typeof SignInPerson.body>
export type SignInAnswer = Static<(typeof SignInPerson.response)[200]>

/** Control characters, and those that turn the direction of the text around them. */
const UNSHOWABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/** The name as it will be shown, or `undefined` if it cannot be one. */
export function parseNick(text: string): string | undefined {
  const nick = text.trim()
  const length = [...nick].length
  if (length < 1 || length > 64 || !nick.isWellFormed() || UNSHOWABLE.test(nick)) return undefined
  return VISIBLE.test(nick) ? nick : undefined
}
