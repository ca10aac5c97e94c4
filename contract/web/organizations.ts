import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { CorpId } from './administration.ts'
import { tags, webAnswers } from './schema.ts'

// Organizations, for their administrators and for operators. 403 `not-administrator`, `not-operator`; 404
// `organization-not-found`.

const Name = Type.String({ pattern: PATTERNS.name, maxLength: 64 })
const Organization = Type.Object({ corpId: Type.String(), name: Type.String() })
const One = webAnswers(Type.Object({ organization: Organization }))

/** `GET /api/organization`. */
export const ReadOrganization = {
  operationId: 'ReadOrganization',
  summary: 'Read an organization',
  tags,
  querystring: Type.Object({ corpId: CorpId }),
  response: One,
}

/** `PATCH /api/organization`. */
export const ChangeOrganization = {
  operationId: 'ChangeOrganization',
  summary: 'Rename an organization',
  tags,
  querystring: Type.Object({ corpId: CorpId }),
  body: Type.Object({ name: Name }),
  response: One,
}

/** `POST /api/organization/sso-secret`: the former secret and its tokens end. */
export const RenewSsoSecret = {
  operationId: 'RenewSsoSecret',
  summary: 'Give an organization a new secret for ssoAccessToken',
  tags,
  querystring: Type.Object({ corpId: CorpId }),
  response: webAnswers(Type.Object({ ssoSecret: Type.String({ description: 'Shown once.' }) })),
}

/** `GET /api/organizations`: for operators. */
export const ListOrganizations = {
  operationId: 'ListOrganizations',
  summary: 'List all organizations',
  tags,
  response: webAnswers(Type.Object({ organizations: Type.Array(Organization) })),
}

/** `POST /api/organizations`: for operators. 409 `organization-exists`. */
export const AddOrganization = {
  operationId: 'AddOrganization',
  summary: 'Add an organization',
  tags,
  body: Type.Object({
    name: Name,
    corpId: Type.Optional(Type.String({ pattern: PATTERNS.seedId, description: 'A new one is made if it is absent.' })),
  }),
  response: One,
}
