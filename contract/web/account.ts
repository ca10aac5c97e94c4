import Type from 'typebox'
import { LookOf } from './logos.ts'
import { Ok, Password, PathId, schemaOf, ShortText, tags, Time, webAnswers } from './schema.ts'
import type { PasswordLinkOwner, Me, SignedInDevice } from './types.ts'

// Signing in, and the account of the person who is signed in. A cookie names the person; only `OpenSession` and the
// provider's redirect set it. Each request that changes something is JSON, from a page of this server.

/** `GET /api/sign-in-options`: how people can sign in here. */
export const SignInOptions = {
  operationId: 'SignInOptions',
  summary: 'List the ways to sign in',
  tags,
  response: webAnswers(
    Type.Object({
      organizations: Type.Array(Type.Object({ corpId: Type.String(), name: Type.String(), look: LookOf })),
      sso: Type.Optional(Type.Object({ name: Type.String({ description: 'Name of the OpenID Connect provider.' }) })),
      passwordHelp: Type.Optional(Type.String({ description: 'Who can give a new password.' })),
      mailsPasswords: Type.Boolean({ description: 'People can ask for a link for a new password by mail.' }),
    }),
  ),
}

const Person = schemaOf<Me>()(
  Type.Object({
    corpId: Type.String(),
    organization: Type.String({ description: 'Name of the organization.' }),
    look: LookOf,
    userId: Type.String(),
    unionId: Type.String(),
    name: Type.String(),
    mustChangePassword: Type.Boolean({
      description: 'If `true`, only choosing a new password and signing out are allowed.',
    }),
    hasPassword: Type.Boolean(),
    admin: Type.Optional(Type.Literal(true, { description: 'The person administers the organization.' })),
    operator: Type.Optional(Type.Literal(true, { description: 'The person operates the server.' })),
    personToken: Type.Optional(
      Type.String({
        description: '`person` of a lobby connection (docs/signaling.md); absent while the password must change.',
      }),
    ),
  }),
)

/** `GET /api/session`: who is signed in; 204 without a body if nobody is. */
export const GetSession = {
  operationId: 'GetSession',
  summary: 'Get the signed-in person',
  tags,
  response: { ...webAnswers(Person), 204: Type.Null({ description: 'Nobody is signed in.' }) },
}

/** `POST /api/session`: signs in with a password and sets the cookie. 403 `not-signed-in`, 429 `too-many-tries`. */
export const OpenSession = {
  operationId: 'OpenSession',
  summary: 'Sign in with a password, for a page',
  tags,
  body: Type.Object({
    corpId: ShortText('The organization.'),
    userId: ShortText('The person in it.'),
    password: Password('The person’s password.'),
  }),
  response: webAnswers(Person),
}

/** `DELETE /api/session`: signs out. The cookie is no longer valid. */
export const CloseSession = { operationId: 'CloseSession', summary: 'Sign out', tags, response: webAnswers(Ok) }

/** `POST /api/password`: 403 `not-signed-in` if `current` is wrong, 400 `password-weak` for fewer than 10 characters or the old one. */
export const ChangePassword = {
  operationId: 'ChangePassword',
  summary: 'Change your password',
  tags,
  body: Type.Object({ current: Password('The current password.'), next: Password('The new one.') }),
  response: webAnswers(Person),
}

const LinkToken = ShortText('What follows the `#` in the link.')

/** `POST /api/password-link/owner`: whose link it is. 404 `password-link-invalid`, 429 `too-many-tries`. */
export const ReadPasswordLink = {
  operationId: 'ReadPasswordLink',
  summary: 'See whose password a link changes',
  tags,
  body: Type.Object({ token: LinkToken }),
  response: webAnswers(
    schemaOf<PasswordLinkOwner>()(
      Type.Object({
        organization: Type.String({ description: 'Name of the organization.' }),
        userId: Type.String(),
        name: Type.String(),
      }),
    ),
  ),
}

/** `POST /api/password-link`: signs the person in and sets the cookie. The same refusals, and 400 `password-weak`. */
export const UsePasswordLink = {
  operationId: 'UsePasswordLink',
  summary: 'Choose a new password by a link',
  tags,
  body: Type.Object({ token: LinkToken, password: Password('The new one.') }),
  response: webAnswers(Person),
}

/**
 * `POST /api/password-mail`: asks for a link by mail. The answer does not say whether there is such an account. 404
 * `mail-absent`, 429 `too-many-tries`.
 */
export const MailPasswordLink = {
  operationId: 'MailPasswordLink',
  summary: 'Ask for a link for a new password by mail',
  tags,
  body: Type.Object({
    corpId: ShortText('The organization.'),
    userId: ShortText('The person in it.'),
    language: Type.Enum(['en', 'zh-CN'], { description: 'Of the mail.' }),
  }),
  response: webAnswers(Ok),
}

/**
 * `GET /api/sso/start?to=`: redirects the browser to the OpenID Connect provider, and from there to `to`, a path of this
 * server. An error leads to `/?signin=` with `unknown` (there is no such person here), `failed` (the provider's answer is
 * not valid) or `unavailable` (the provider does not answer). 404 `provider-absent` without a provider.
 */
export const SsoStart = {
  operationId: 'SsoStart',
  querystring: Type.Object({ to: Type.Optional(Type.String({ maxLength: 1024 })) }),
}

const Device = schemaOf<SignedInDevice>()(
  Type.Object({
    id: Type.String(),
    browser: Type.String({ description: 'As the browser calls itself.' }),
    signedInAt: Time('When the person signed in there.'),
    lastSeenAt: Time('When it was last used, to the minute.'),
    current: Type.Boolean({ description: 'The web session of this request.' }),
  }),
)

/** `GET /api/devices`: where the person is signed in, newest first. */
export const ListDevices = {
  operationId: 'ListDevices',
  summary: 'List your sign-ins',
  tags,
  response: webAnswers(Type.Object({ devices: Type.Array(Device) })),
}

/** `DELETE /api/devices/:id`: signs the person out there. */
export const CloseDevice = {
  operationId: 'CloseDevice',
  summary: 'End another sign-in',
  tags,
  params: Type.Object({ id: PathId('Id from the list of sign-ins.') }),
  response: webAnswers(Ok),
}
