import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { CorpId, NextCursor, Page } from './administration.ts'
import type { AdministeredApp, AppSecret, AppsPage } from './administration-types.ts'
import { OVERLAP_HOURS } from './overlap-hours.ts'
import { Ok, schemaOf, tags, Time, webAnswers } from './schema.ts'

// The apps of an organization, for its administrators. 403 `not-administrator`, 404 `app-not-found`, 400 `scope-unknown`.

const ClientId = Type.String({ pattern: PATTERNS.seedId, description: 'The app.' })
const Name = Type.String({ pattern: PATTERNS.name, maxLength: 64 })
const Scopes = Type.Array(Type.String({ maxLength: 64 }), { maxItems: 16, description: 'What the app may call.' })

const App = schemaOf<AdministeredApp>()(
  Type.Object({
    clientId: Type.String({ description: '`appKey` of the open API.' }),
    name: Type.String(),
    scopes: Type.Array(Type.String()),
    formerSecretUntil: Type.Optional(Time('Until then, the previous secret is valid, too.')),
  }),
)
const Secret = Type.String({ description: 'Shown once. `appSecret` of the open API.' })
const WithSecret = webAnswers(schemaOf<AppSecret>()(Type.Object({ app: App, secret: Secret })))
const querystring = Type.Object({ corpId: CorpId })
const params = Type.Object({ clientId: ClientId })

/** `GET /api/apps`: by name. */
export const ListApps = {
  operationId: 'ListApps',
  summary: 'List the apps of an organization',
  tags,
  querystring: Type.Object({ corpId: CorpId, ...Page }),
  response: webAnswers(
    schemaOf<AppsPage>()(
      Type.Object({
        apps: Type.Array(App),
        scopes: Type.Array(Type.String(), { description: 'All scopes that an operation requires.' }),
        cursor: NextCursor,
      }),
    ),
  ),
}

/** `POST /api/apps`: 409 `app-exists`. */
export const AddApp = {
  operationId: 'AddApp',
  summary: 'Add an app',
  tags,
  querystring,
  body: Type.Object({ name: Name, scopes: Scopes, clientId: Type.Optional(ClientId) }),
  response: WithSecret,
}

/** `PATCH /api/apps/:clientId`: takes effect on the next call. */
export const ChangeApp = {
  operationId: 'ChangeApp',
  summary: 'Change an app',
  tags,
  querystring,
  params,
  body: Type.Object({ name: Type.Optional(Name), scopes: Type.Optional(Scopes) }),
  response: webAnswers(Type.Object({ app: App })),
}

const RedirectUris = Type.Array(Type.String({ pattern: PATTERNS.webUrl, maxLength: 2_048 }), {
  maxItems: 20,
  description: 'Where the app may send people who sign in with it, letter by letter.',
})
const WithRedirectUris = webAnswers(Type.Object({ redirectUris: RedirectUris }))

/** `GET /api/apps/:clientId/redirect-uris`. */
export const ListRedirectUris = {
  operationId: 'ListRedirectUris',
  summary: 'List where an app may send people who sign in with it',
  tags,
  querystring,
  params,
  response: WithRedirectUris,
}

/** `PUT /api/apps/:clientId/redirect-uris`. */
export const SetRedirectUris = {
  operationId: 'SetRedirectUris',
  summary: 'Replace where an app may send people who sign in with it',
  tags,
  querystring,
  params,
  body: Type.Object({ redirectUris: RedirectUris }),
  response: WithRedirectUris,
}

/** `POST /api/apps/:clientId/secret`. */
export const RenewSecret = {
  operationId: 'RenewSecret',
  summary: 'Give an app a new secret',
  tags,
  querystring,
  params,
  body: Type.Object({
    overlapHours: Type.Optional(
      Type.Number({ ...OVERLAP_HOURS, description: 'How long the previous secret and its tokens stay valid.' }),
    ),
  }),
  response: WithSecret,
}

/** `DELETE /api/apps/:clientId`: the app cannot be used again. */
export const RevokeApp = {
  operationId: 'RevokeApp',
  summary: 'Revoke an app',
  tags,
  querystring,
  params,
  response: webAnswers(Ok),
}
