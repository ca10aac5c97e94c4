import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { NextCursor, Page } from './administration.ts'
import { OVERLAP_HOURS } from './overlap-hours.ts'
import { Ok, schemaOf, Secret as GivenSecret, tags, Time, webAnswers } from './schema.ts'
import type { AdministeredSuite, SuiteSecret, SuitesPage } from './suite-types.ts'

// Third-party apps, for operators. 403 `not-operator`, 404 `suite-not-found`, `organization-not-found`, 400 `scope-unknown`.

const Id = (description: string) => Type.String({ pattern: PATTERNS.seedId, description })
const Name = Type.String({ pattern: PATTERNS.name, maxLength: 64 })
const Scopes = Type.Array(Type.String({ maxLength: 64 }), { maxItems: 16, description: 'What the app may call.' })
const CorpIds = Type.Array(Id(''), {
  minItems: 1,
  maxItems: 500,
  description: 'The organizations for which the app works.',
})

const Suite = schemaOf<AdministeredSuite>()(
  Type.Object({
    suiteKey: Type.String({ description: 'As in the open API.' }),
    name: Type.String(),
    scopes: Type.Array(Type.String()),
    authorizedCorpIds: Type.Array(Type.String()),
    hasTicket: Type.Boolean({ description: 'It must show its ticket. Otherwise any text is accepted.' }),
    formerSecretUntil: Type.Optional(Time('Until then, the previous secret is valid, too.')),
  }),
)
const Secret = Type.String({ description: 'Shown once. `suiteSecret` of the open API.' })
const WithSecret = webAnswers(schemaOf<SuiteSecret>()(Type.Object({ suite: Suite, secret: Secret })))
const params = Type.Object({ suiteKey: Id('The app.') })

/** `GET /api/suites`: by name. */
export const ListSuites = {
  operationId: 'ListSuites',
  summary: 'List the third-party apps',
  tags,
  querystring: Type.Object(Page),
  response: webAnswers(
    schemaOf<SuitesPage>()(
      Type.Object({
        suites: Type.Array(Suite),
        scopes: Type.Array(Type.String(), { description: 'All scopes that an operation requires.' }),
        cursor: NextCursor,
      }),
    ),
  ),
}

/** `POST /api/suites`: 409 `app-exists`. */
export const AddSuite = {
  operationId: 'AddSuite',
  summary: 'Add a third-party app',
  tags,
  body: Type.Object({
    name: Name,
    scopes: Scopes,
    authorizedCorpIds: CorpIds,
    suiteKey: Type.Optional(Id('A new one is made if it is absent.')),
    ticket: Type.Optional(GivenSecret('`suiteTicket` of the open API. If it is absent, any text is accepted.')),
  }),
  response: WithSecret,
}

/** `PATCH /api/suites/:suiteKey`: takes effect on the next call. */
export const ChangeSuite = {
  operationId: 'ChangeSuite',
  summary: 'Change a third-party app',
  tags,
  params,
  body: Type.Object({
    name: Type.Optional(Name),
    scopes: Type.Optional(Scopes),
    authorizedCorpIds: Type.Optional(CorpIds),
  }),
  response: webAnswers(Type.Object({ suite: Suite })),
}

/** `POST /api/suites/:suiteKey/secret`. */
export const RenewSuiteSecret = {
  operationId: 'RenewSuiteSecret',
  summary: 'Give a third-party app a new secret',
  tags,
  params,
  body: Type.Object({
    overlapHours: Type.Optional(
      Type.Number({ ...OVERLAP_HOURS, description: 'How long the previous secret and its tokens stay valid.' }),
    ),
  }),
  response: WithSecret,
}

/** `DELETE /api/suites/:suiteKey`: the app cannot be used again. */
export const RevokeSuite = {
  operationId: 'RevokeSuite',
  summary: 'Revoke a third-party app',
  tags,
  params,
  response: webAnswers(Ok),
}
