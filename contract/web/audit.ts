import Type from 'typebox'
import { CorpId, Instant, NextCursor, Page } from './administration.ts'
import type { AuditPage } from './administration-types.ts'
import { PathId, schemaOf, tags, Time, webAnswers } from './schema.ts'

const Actor = Type.Union([
  Type.Object({
    kind: Type.Literal('person'),
    corpId: Type.String(),
    userId: Type.String(),
    name: Type.String({ description: 'At that time.' }),
  }),
  Type.Object({
    kind: Type.Literal('terminal'),
    user: Type.String({ description: 'Name of the user of the operating system.' }),
  }),
  Type.Object(
    { kind: Type.Literal('scim'), tokenId: Type.String() },
    { description: 'The company’s directory, with this token.' },
  ),
  Type.Object({ kind: Type.Literal('server') }, { description: 'A setting of the organization made the server act.' }),
])

const Entry = Type.Object({
  id: Type.String(),
  at: Time(''),
  action: Type.String({ description: 'Such as `user-added`.' }),
  by: Actor,
  target: Type.Object({
    kind: Type.Enum(['organization', 'user', 'app', 'suite', 'conference', 'booking']),
    id: Type.String(),
    name: Type.Optional(Type.String({ description: 'At that time.' })),
  }),
  address: Type.Optional(Type.String({ description: 'IP address of the actor. Absent for the terminal.' })),
  details: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), { description: 'Such as the new values of what changed.' }),
  ),
})

/** `GET /api/audit`: what administrators and operators did in the organization, newest first. 403 `not-administrator`. */
export const ListAudit = {
  operationId: 'ListAudit',
  summary: 'List acts of administration',
  tags,
  querystring: Type.Object({
    corpId: CorpId,
    action: Type.Optional(PathId('Only this action.')),
    actor: Type.Optional(PathId('Only acts of this userId, of this user of the operating system, or with this token.')),
    target: Type.Optional(
      PathId('Only acts on this userId, clientId, suiteKey, corpId, conferenceId or id of a booking.'),
    ),
    from: Instant('From this time on.'),
    to: Instant('Before this time.'),
    ...Page,
  }),
  response: webAnswers(schemaOf<AuditPage>()(Type.Object({ entries: Type.Array(Entry), cursor: NextCursor }))),
}
