import { DropAnswers, ListAnswers, ListOperations, PlanAnswer } from '../../contract/sandbox/answers.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { appOfRequest } from './guard.ts'
import type { SandboxControl } from './sandbox-control.ts'

const PATH = '/sandbox/answers'

export function answersApi(app: Routes, control: SandboxControl): void {
  app.post(PATH, { config: { operation: PlanAnswer.operationId }, schema: PlanAnswer }, async (request, reply) =>
    reply.send(control.planAnswer(appOfRequest(request), request.body)),
  )

  app.get(PATH, { config: { operation: ListAnswers.operationId }, schema: ListAnswers }, async (request, reply) =>
    reply.send({ answers: control.listAnswers(appOfRequest(request)) }),
  )

  app.delete(PATH, { config: { operation: DropAnswers.operationId }, schema: DropAnswers }, async (request, reply) =>
    reply.send(control.dropAnswers(appOfRequest(request))),
  )

  app.get(
    '/sandbox/operations',
    { config: { operation: ListOperations.operationId }, schema: ListOperations },
    async (_request, reply) => reply.send({ operations: control.listOperations() }),
  )
}
