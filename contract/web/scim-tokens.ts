import Type from 'typebox'
import { CorpId } from './administration.ts'
import type { NewScimToken, ScimTokens } from './administration-types.ts'
import { OVERLAP_HOURS } from './overlap-hours.ts'
import { Ok, schemaOf, tags, Time, webAnswers } from './schema.ts'

// The token of the company's directory, for administrators. 403 `not-administrator`; 404 `organization-not-found`.

const querystring = Type.Object({ corpId: CorpId })
const keys = {
  url: Type.String({ description: 'Where the directory sends its requests.' }),
  tokens: Type.Array(
    Type.Object({
      id: Type.String({ description: 'Names the token in the audit log. Opens nothing.' }),
      madeAt: Time('When it was made.'),
      endsAt: Type.Optional(Time('It was replaced, and is valid until then.')),
    }),
  ),
}

/** `GET /api/organization/scim-token`: the token, and the one that it replaced while that is valid. */
export const ReadScimTokens = {
  operationId: 'ReadScimTokens',
  summary: 'Read which tokens the company’s directory has',
  tags,
  querystring,
  response: webAnswers(schemaOf<ScimTokens>()(Type.Object(keys))),
}

/** `POST /api/organization/scim-token`. */
export const MakeScimToken = {
  operationId: 'MakeScimToken',
  summary: 'Give the company’s directory a new token',
  tags,
  querystring,
  body: Type.Object({
    overlapHours: Type.Optional(
      Type.Number({ ...OVERLAP_HOURS, description: 'How long the previous token stays valid.' }),
    ),
  }),
  response: webAnswers(
    schemaOf<NewScimToken>()(Type.Object({ ...keys, token: Type.String({ description: 'Shown once.' }) })),
  ),
}

/** `DELETE /api/organization/scim-token`: ends all of them at once. */
export const RevokeScimTokens = {
  operationId: 'RevokeScimTokens',
  summary: 'Revoke the tokens of the company’s directory',
  tags,
  querystring,
  response: webAnswers(Ok),
}
