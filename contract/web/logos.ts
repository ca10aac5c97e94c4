import Type from 'typebox'
import { CorpId } from './administration.ts'
import { Ok, PathId, schemaOf, tags, webAnswers } from './schema.ts'
import type { Look } from './types.ts'

const Hash = Type.String({ description: 'Names the content. `GET /api/logos/{logo}` gives the image.' })

/** How the pages of an organization look, as far as it chose that. */
export const LookOf = Type.Optional(
  schemaOf<Look>()(
    Type.Object(
      {
        logo: Type.Optional(Hash),
        accent: Type.Optional(
          Type.Object(
            { light: Type.String(), dark: Type.String() },
            { description: 'The color of buttons and links on light pages and on dark ones, such as `#2f5d50`.' },
          ),
        ),
      },
      { description: 'What the organization chose for its pages.' },
    ),
  ),
)

/**
 * `PUT /api/organization/logo`: the body is a PNG, JPEG or WebP image of at most 128 KB and 2,000 × 2,000 pixels.
 * 403 `not-administrator`; 413.
 */
export const SetLogo = {
  operationId: 'SetLogo',
  summary: 'Set the logo of an organization',
  tags,
  querystring: Type.Object({ corpId: CorpId }),
  response: webAnswers(Type.Object({ logo: Hash })),
}

/** `DELETE /api/organization/logo`. */
export const RemoveLogo = {
  operationId: 'RemoveLogo',
  summary: 'Remove the logo of an organization',
  tags,
  querystring: Type.Object({ corpId: CorpId }),
  response: webAnswers(Ok),
}

/** `GET /api/logos/:hash`: the image. 404 `organization-not-found` if no organization has it. */
export const ShowLogo = {
  operationId: 'ShowLogo',
  summary: 'Get a logo',
  tags,
  params: Type.Object({ hash: PathId('Of the logo.') }),
  response: {},
}
