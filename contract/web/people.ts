import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { CorpId, NextCursor, Page } from './administration.ts'
import type {
  AddedPerson,
  AdministeredPerson,
  MadePasswordLink,
  PeoplePage,
  PersonEdit,
  PersonToAdd,
} from './administration-types.ts'
import { Ok, schemaOf, tags, Time, webAnswers } from './schema.ts'

// The people of an organization, for its administrators. 403 `not-administrator`, 404 `user-not-found`.

const Id = (description: string) => Type.String({ pattern: PATTERNS.seedId, description })
const Name = (description: string) => Type.String({ pattern: PATTERNS.name, maxLength: 64, description })
const Email = Type.String({ pattern: PATTERNS.email, maxLength: 254 })
const orNull = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()])

const Person = schemaOf<AdministeredPerson>()(
  Type.Object({
    userId: Type.String(),
    unionId: Type.String(),
    name: Type.String(),
    jobNumber: Type.Optional(Type.String()),
    department: Type.Optional(Type.String({ description: '`deptName` of the open API.' })),
    email: Type.Optional(Type.String()),
    admin: Type.Boolean({ description: 'They administer the organization.' }),
    operator: Type.Boolean({ description: 'They operate the server.' }),
    disabled: Type.Boolean({ description: 'They cannot sign in.' }),
    hasPassword: Type.Boolean({ description: 'Otherwise they can sign in at the identity provider only.' }),
    mustChangePassword: Type.Boolean({ description: 'Their password is one that somebody gave them.' }),
    passwordLinkExpiresAt: Type.Optional(
      Time('Until when they can choose a password with a link that was made for them.'),
    ),
  }),
)
const OnePerson = webAnswers(Type.Object({ person: Person }))
const query = Type.Object({ corpId: CorpId })
const params = Type.Object({ userId: Id('The person.') })

/** `GET /api/people`: by name, or found by what is searched. */
export const ListUsers = {
  operationId: 'ListUsers',
  summary: 'List the people of an organization',
  tags,
  querystring: Type.Object({
    corpId: CorpId,
    q: Type.Optional(
      Type.String({
        maxLength: 64,
        description: 'Any part of a name, userId, job number, department or email address, or pinyin of a name.',
      }),
    ),
    department: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'Only people of this department.' }),
    ),
    state: Type.Optional(
      Type.Enum(['enabled', 'disabled', 'without-password', 'without-own-password'], {
        description:
          'Only people in this state. `without-password`: enabled, without a password, and not made by a sign-in at the ' +
          'identity provider. `without-own-password`: these, and those who have not replaced the password that they were given.',
      }),
    ),
    role: Type.Optional(Type.Literal('administrator', { description: 'Only administrators.' })),
    ...Page,
  }),
  response: webAnswers(schemaOf<PeoplePage>()(Type.Object({ people: Type.Array(Person), cursor: NextCursor }))),
}

/** `GET /api/departments`. */
export const ListDepartments = {
  operationId: 'ListDepartments',
  summary: 'List the departments that people of an organization have',
  tags,
  querystring: query,
  response: webAnswers(
    Type.Object({
      departments: Type.Array(Type.String(), { description: 'The first 500.' }),
    }),
  ),
}

/** `POST /api/people`: 409 `user-exists`, `union-id-taken`, `erasure-unfinished`. */
export const AddUser = {
  operationId: 'AddUser',
  summary: 'Add a person',
  tags,
  querystring: query,
  body: schemaOf<PersonToAdd>()(
    Type.Object({
      userId: Id('Identifies the person in the organization.'),
      name: Name(''),
      unionId: Type.Optional(Id('Identifies the person in all organizations. A new one is made if it is absent.')),
      jobNumber: Type.Optional(Name('')),
      department: Type.Optional(Name('')),
      email: Type.Optional(Email),
      admin: Type.Optional(Type.Boolean()),
      withPassword: Type.Optional(Type.Boolean({ description: 'They get a password, which the answer shows once.' })),
    }),
  ),
  response: webAnswers(
    schemaOf<AddedPerson>()(
      Type.Object({
        person: Person,
        password: Type.Optional(Type.String({ description: 'The person has to replace it at their first sign-in.' })),
      }),
    ),
  ),
}

/** `GET /api/people/:userId`. */
export const ReadUser = {
  operationId: 'ReadUser',
  summary: 'Read a person',
  tags,
  querystring: query,
  params,
  response: OnePerson,
}

/** `PATCH /api/people/:userId`: 409 `last-administrator`; 403 `not-operator` for `operator`, and for people who are operators. */
export const ChangeUser = {
  operationId: 'ChangeUser',
  summary: 'Change a person',
  tags,
  querystring: query,
  params,
  body: schemaOf<PersonEdit>()(
    Type.Object({
      name: Type.Optional(Name('')),
      jobNumber: Type.Optional(orNull(Name(''))),
      department: Type.Optional(orNull(Name(''))),
      email: Type.Optional(orNull(Email)),
      admin: Type.Optional(Type.Boolean()),
      operator: Type.Optional(Type.Boolean({ description: 'For operators only.' })),
    }),
  ),
  response: OnePerson,
}

/** `DELETE /api/people/:userId`: 409 `last-administrator`. */
export const DeleteUser = {
  operationId: 'DeleteUser',
  summary: 'Delete a person',
  tags,
  querystring: query,
  params,
  response: webAnswers(Ok),
}

/** `POST /api/people/:userId/disable`: 409 `last-administrator`. */
export const DisableUser = { ...DeleteUser, operationId: 'DisableUser', summary: 'Disable a person' }

/** `POST /api/people/:userId/enable`. */
export const EnableUser = { ...DeleteUser, operationId: 'EnableUser', summary: 'Enable a person' }

/** `POST /api/people/:userId/password`: ends their sign-ins. */
export const ResetPassword = {
  operationId: 'ResetPassword',
  summary: 'Give a person a new password',
  tags,
  querystring: query,
  params,
  response: webAnswers(
    Type.Object({ password: Type.String({ description: 'Shown once. The person has to replace it.' }) }),
  ),
}

/** `POST /api/people/:userId/password-link`: 409 `user-disabled`. Replaces the former link. */
export const MakePasswordLink = {
  operationId: 'MakePasswordLink',
  summary: 'Make a link for a new password',
  tags,
  querystring: query,
  params,
  response: webAnswers(
    schemaOf<MadePasswordLink>()(
      Type.Object({
        url: Type.String({ description: 'Shown once. With it, the person chooses a new password, once.' }),
        expiresAt: Time('Until when it is valid.'),
      }),
    ),
  ),
}

/** `DELETE /api/people/:userId/sign-ins`. */
export const EndSignIns = {
  operationId: 'EndSignIns',
  summary: 'End the sign-ins of a person',
  tags,
  querystring: query,
  params,
  response: webAnswers(Type.Object({ ended: Type.Integer({ description: 'How many web sessions ended.' }) })),
}
