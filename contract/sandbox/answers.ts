import Type from 'typebox'
import { answers, security } from '../dingtalk/envelope.ts'
import { schemaOf } from '../web/schema.ts'
import type * as Shape from './types.ts'

// The planned answers of the sandbox.

const tags = ['sandbox']

/** The most calls that one plan is for. */
const MAX_TIMES = 1_000
/** An answer can be late by two minutes at most. */
const MAX_DELAY_MS = 120_000

const PlannedAnswer = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('error', { description: 'The call is refused, and nothing is changed.' }),
      code: Type.String({ description: 'Code that the operation documents; for a legacy operation its `errcode`.' }),
      message: Type.Optional(
        Type.String({ description: 'Tells errors with the same code apart. Without it: the first of them.' }),
      ),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('late', { description: 'The operation is done, and its answer is late.' }),
      delayMs: Type.Integer({ minimum: 1, maximum: MAX_DELAY_MS }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('cut', { description: 'The connection is closed without an answer.' }),
      done: Type.Optional(
        Type.Boolean({ description: '`true`, or absent: the operation is done before that. `false`: it is not.' }),
      ),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('throttled', { description: 'The call is refused as one of too many calls.' }) },
    { additionalProperties: false },
  ),
])

export const Plan = schemaOf<Shape.Plan>()(
  Type.Object({
    id: Type.String(),
    operation: Type.String(),
    times: Type.Integer({ description: 'How many calls are still answered so.' }),
    answer: PlannedAnswer,
  }),
)

export const PlanOrder = schemaOf<Shape.PlanOrder>()(
  Type.Object(
    {
      operation: Type.String({ description: 'Name of the operation, such as `QueryConferenceMembers`.' }),
      times: Type.Optional(
        Type.Integer({ minimum: 1, maximum: MAX_TIMES, description: 'For how many calls. Without it: 1.' }),
      ),
      answer: PlannedAnswer,
    },
    { additionalProperties: false },
  ),
)

export const Operations = schemaOf<Shape.Operations>()(
  Type.Object({
    operations: Type.Array(
      Type.Object({
        operation: Type.String(),
        method: Type.String(),
        path: Type.String(),
        errors: Type.Array(Type.Object({ status: Type.Integer(), code: Type.String(), message: Type.String() })),
      }),
    ),
  }),
)

export const DroppedAnswers = Type.Object({ dropped: Type.Integer({ description: 'How many plans there were.' }) })

/** `POST /sandbox/answers` */
export const PlanAnswer = {
  operationId: 'SandboxPlanAnswer',
  summary: 'Plan the answers to the next calls of an operation',
  tags,
  security,
  body: PlanOrder,
  response: answers(Plan),
}

/** `GET /sandbox/answers` */
export const ListAnswers = {
  operationId: 'SandboxListAnswers',
  summary: 'List the planned answers of the app',
  tags,
  security,
  response: answers(Type.Object({ answers: Type.Array(Plan) })),
}

/** `DELETE /sandbox/answers` */
export const DropAnswers = {
  operationId: 'SandboxDropAnswers',
  summary: 'Drop the planned answers of the app',
  tags,
  security,
  response: answers(DroppedAnswers),
}

/** `GET /sandbox/operations` */
export const ListOperations = {
  operationId: 'SandboxListOperations',
  summary: 'List the operations, with the errors that can be planned',
  tags,
  security,
  response: answers(Operations),
}
