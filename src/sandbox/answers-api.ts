import {
  DropAnswers,
  ListAnswers,
  ListOperations,
  PlanAnswer,
  type PlannedAnswer,
} from '../../contract/sandbox/answers.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { appOfRequest } from './guard.ts'
import type { Operation } from './operations.ts'
import type { PlannedAnswers } from './planned-answers.ts'
import { SandboxError } from './sandbox-error.ts'

type Deps = { planned: PlannedAnswers; operations: ReadonlyMap<string, Operation> }

const PATH = '/sandbox/answers'

export function answersApi(app: Routes, { planned, operations }: Deps): void {
  app.post(PATH, { config: { operation: PlanAnswer.operationId }, schema: PlanAnswer }, async (request, reply) => {
    const { operation, times = 1, answer } = request.body
    requireDocumented(operations.get(operation), operation, answer)
    return reply.send(toAnswer(planned.plan(appOfRequest(request), { operation, times, answer })))
  })

  app.get(PATH, { config: { operation: ListAnswers.operationId }, schema: ListAnswers }, async (request, reply) =>
    reply.send({ answers: planned.list(appOfRequest(request)).map(toAnswer) }),
  )

  app.delete(PATH, { config: { operation: DropAnswers.operationId }, schema: DropAnswers }, async (request, reply) =>
    reply.send({ dropped: planned.drop(appOfRequest(request)) }),
  )

  app.get(
    '/sandbox/operations',
    { config: { operation: ListOperations.operationId }, schema: ListOperations },
    async (_request, reply) =>
      reply.send({
        operations: [...operations.values()].map((operation) => ({
          ...operation,
          errors: operation.errors.map(({ status, code, message }) => ({ status, code, message })),
        })),
      }),
  )
}

/** @throws SandboxError if there is no such operation, or if it has no such error */
function requireDocumented(operation: Operation | undefined, name: string, answer: PlannedAnswer): void {
  if (!operation) throw new SandboxError(`there is no operation ${name}: GET /sandbox/operations lists all`)
  if (answer.kind !== 'error') return
  const { code, message } = answer
  const isKnown = operation.errors.some(
    (error) => error.code === code && (message === undefined || error.message === message),
  )
  if (isKnown) return
  const known = [...new Set(operation.errors.map((error) => error.code))].join(', ')
  throw new SandboxError(`${name} documents no such error; it has ${known}`)
}

function toAnswer({ id, operation, times, answer }: ReturnType<PlannedAnswers['list']>[number]) {
  return { id, operation, times, answer }
}
