import Type from 'typebox'
import { CorpId } from './administration.ts'
import type { ImportAnswer } from './administration-types.ts'
import { schemaOf, tags, webAnswers } from './schema.ts'

const Switch = (description: string) => Type.Optional(Type.Enum(['true', 'false'], { description }))

/**
 * `POST /api/people/import`: a CSV file (`text/csv`, UTF-8) whose first line names columns: `userId`, `name`, and at will
 * `unionId`, `jobNumber`, `department`, `email`, `admin`. It adds people and changes them; those that it does not name stay.
 * A column that is not there changes nothing; an empty value removes a text. All of it takes effect, or nothing.
 */
export const ImportUsers = {
  operationId: 'ImportUsers',
  summary: 'Import people from a CSV file',
  tags,
  querystring: Type.Object({
    corpId: CorpId,
    dryRun: Switch('`true`: only says what would happen.'),
    withPasswords: Switch('`true`: people who are added get passwords, which the answer shows once.'),
  }),
  response: webAnswers(
    schemaOf<ImportAnswer>()(
      Type.Object({
        applied: Type.Boolean({ description: '`false` for a preview, and if there is a fault.' }),
        added: Type.Integer(),
        changed: Type.Integer(),
        unchanged: Type.Integer(),
        changes: Type.Array(
          Type.Object({
            kind: Type.Enum(['added', 'changed']),
            userId: Type.String(),
            name: Type.String({ description: 'As it will be.' }),
            values: Type.Array(
              Type.Object({
                column: Type.Enum(['name', 'jobNumber', 'department', 'email', 'admin']),
                before: Type.Optional(Type.String()),
                after: Type.Optional(Type.String()),
              }),
            ),
          }),
          {
            description:
              'The people that an import without faults adds or changes: the first 100, and first of all those who become administrators or no longer are.',
          },
        ),
        faults: Type.Array(
          Type.Object({
            line: Type.Integer({ description: 'From 1, the line that names the columns.' }),
            column: Type.Optional(Type.String()),
            code: Type.String({ description: 'The problem, such as `union-id-taken`.' }),
            values: Type.Optional(
              Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
                description: 'What belongs to it, such as the `first` line of something `repeated`.',
              }),
            ),
            problem: Type.String({ description: 'In English.' }),
          }),
          { description: 'The first 100.' },
        ),
        faultCount: Type.Integer(),
        passwords: Type.Array(
          Type.Object({
            userId: Type.String(),
            name: Type.String(),
            email: Type.Optional(Type.String()),
            password: Type.String(),
          }),
          { description: 'Of the people who were added.' },
        ),
        addedUserIds: Type.Array(Type.String(), { description: 'Who was added. Empty unless it was applied.' }),
      }),
    ),
  ),
}

/** `GET /api/people.csv`: the people of an organization by name, in the columns that an import takes. */
export const ExportUsers = {
  operationId: 'ExportUsers',
  summary: 'Export people as a CSV file',
  tags,
  querystring: Type.Object({ corpId: CorpId }),
}
