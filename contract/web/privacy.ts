import Type from 'typebox'
import { CorpId } from './administration.ts'
import { PathId, tags, webAnswers } from './schema.ts'

// What an organization has stored about one person, for its administrators. 403 `not-administrator`, `not-operator`; 404
// `user-not-found`.

const params = Type.Object({ userId: PathId('The person.') })

/** `GET /api/people/{userId}/data`: a file for the person. The audit log says that it was read. */
export const ExportPersonalData = {
  operationId: 'ExportPersonalData',
  summary: 'Export what is stored about a person',
  tags,
  params,
  querystring: Type.Object({ corpId: CorpId }),
  response: webAnswers(
    Type.Object(
      {
        exportedAt: Type.Integer({ description: 'Epoch milliseconds, as all times of the file.' }),
        account: Type.Object({}, { additionalProperties: true }),
        incomplete: Type.Array(Type.String(), {
          description: 'Lists with more than the 10,000 entries that are given.',
        }),
      },
      { additionalProperties: true },
    ),
  ),
}

/**
 * `POST /api/people/{userId}/erase`: deletes the account, and replaces the person in the past by a pseudonym. Also for a person
 * who was deleted. 409 `last-administrator`, `person-in-meeting`.
 */
export const ErasePerson = {
  operationId: 'ErasePerson',
  summary: 'Erase a person',
  tags,
  params,
  querystring: Type.Object({ corpId: CorpId }),
  response: webAnswers(
    Type.Object({ finished: Type.Boolean({ description: 'If not, past meetings are rewritten within minutes.' }) }),
  ),
}
