import Type from 'typebox'
import type { ServerSettingsAnswer } from './administration-types.ts'
import { schemaOf, tags, webAnswers } from './schema.ts'

/** `GET /api/console/server-settings`: what the server was started with, for operators. 403 `not-operator`. */
export const ListServerSettings = {
  operationId: 'ListServerSettings',
  summary: 'List the settings of the server',
  tags,
  response: webAnswers(
    schemaOf<ServerSettingsAnswer>()(
      Type.Object({
        settings: Type.Array(
          Type.Object({
            name: Type.String(),
            value: Type.Optional(Type.String({ description: 'Absent if there is none, and for a secret.' })),
            isSecret: Type.Boolean(),
            source: Type.Enum(['environment', 'default', 'listening']),
          }),
        ),
      }),
    ),
  ),
}
