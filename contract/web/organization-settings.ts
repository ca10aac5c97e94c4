import Type from 'typebox'
import type { OrganizationSettings, SettingsEdit } from './administration-types.ts'
import { CorpId } from './administration.ts'
import { schemaOf, tags, webAnswers } from './schema.ts'

// The settings of an organization, for its administrators. 403 `not-administrator`; 404 `organization-not-found`.

const meetings = {
  waitingRoom: Type.Boolean({ description: 'Meetings have a waiting room.' }),
  muteOnJoin: Type.Enum(['never', 'always', 'crowd'], {
    description: 'Who joins muted. `crowd`: only people who join when six others or more are in the meeting.',
  }),
  selfUnmuting: Type.Boolean({ description: 'Muted people may unmute themselves.' }),
  sharing: Type.Enum(['everybody', 'hosts'], { description: 'Who may share a screen.' }),
  chat: Type.Boolean({ description: 'Chat messages and reactions are allowed.' }),
}
const RetentionDays = Type.Union([Type.Integer({ minimum: 1, maximum: 36_500 }), Type.Null()], {
  description:
    'After how many days ended meetings are deleted. `null`: never. A new number deletes nothing for an hour.',
})
const COLOR = '^#[0-9a-f]{6}$'
const Guests = Type.Boolean({ description: 'People without an account may join meetings.' })

const answer = webAnswers(
  Type.Object({
    settings: schemaOf<OrganizationSettings>()(
      Type.Object({
        retentionDays: RetentionDays,
        guests: Guests,
        meetings: Type.Object(meetings),
        color: Type.Optional(Type.String({ description: 'As it was chosen. Absent: that of the program.' })),
        logo: Type.Optional(Type.String({ description: 'Of `GET /api/logos/{logo}`. Absent: that of the program.' })),
      }),
    ),
  }),
)

/** `GET /api/organization/settings`. */
export const ReadSettings = {
  operationId: 'ReadSettings',
  summary: 'Read the settings of an organization',
  tags,
  querystring: Type.Object({ corpId: CorpId }),
  response: answer,
}

/** `PATCH /api/organization/settings`. An absent setting stays. */
export const ChangeSettings = {
  operationId: 'ChangeSettings',
  summary: 'Change the settings of an organization',
  tags,
  querystring: Type.Object({ corpId: CorpId }),
  body: schemaOf<SettingsEdit>()(
    Type.Object({
      retentionDays: Type.Optional(RetentionDays),
      guests: Type.Optional(Guests),
      meetings: Type.Optional(Type.Partial(Type.Object(meetings))),
      color: Type.Optional(
        Type.Union([Type.String({ pattern: COLOR }), Type.Null()], {
          description:
            'Of buttons and links, such as `#2f5d50`. Pages make it as much darker or lighter as text needs.',
        }),
      ),
    }),
  ),
  response: answer,
}
