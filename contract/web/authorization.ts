import Type from 'typebox'
import { schemaOf, ShortText, tags, webAnswers } from './schema.ts'
import type { RequestedAuthorization, AuthorizationRequest } from './types.ts'

// A person lets an app know who they are.

const Request = schemaOf<AuthorizationRequest>()(
  Type.Object({
    clientId: ShortText('The app, as `client_id` in the address of the page.'),
    redirectUri: Type.String({ minLength: 1, maxLength: 2048, description: 'As `redirect_uri`.' }),
    responseType: Type.String({ maxLength: 64, description: 'As `response_type`: `code`.' }),
    scope: Type.String({ maxLength: 256, description: '`openid`, or `openid corpid`.' }),
    state: Type.Optional(Type.String({ maxLength: 2048, description: 'Given back to the app.' })),
  }),
)

/**
 * `POST /api/authorization/request`: who asks, and for what. 404 `app-unknown`, 403 `app-elsewhere`, 400 `redirect-not-allowed`,
 * `authorization-malformed`.
 */
export const ReadAuthorization = {
  operationId: 'ReadAuthorization',
  summary: 'See what an app asks for',
  tags,
  body: Request,
  response: webAnswers(
    schemaOf<RequestedAuthorization>()(
      Type.Object({
        app: Type.String({ description: 'Name of the app.' }),
        tellsOrganization: Type.Boolean({ description: 'The app gets to know the organization, too.' }),
      }),
    ),
  ),
}

/** `POST /api/authorization`: the person allows it, or does not. The same refusals. */
export const AnswerAuthorization = {
  operationId: 'AnswerAuthorization',
  summary: 'Let an app know who you are',
  tags,
  body: Type.Object({ request: Request, allow: Type.Boolean() }),
  response: webAnswers(Type.Object({ url: Type.String({ description: 'Where the browser goes.' }) })),
}
