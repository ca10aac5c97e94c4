import type {
  ConferenceOrder,
  MadeConference,
  Operations,
  Plan,
  PlanOrder,
  ScriptedConference,
} from '../../contract/sandbox/types.ts'
import {
  DropSandboxAnswers,
  EndSandboxConferences,
  ListSandboxOperations,
  MakeSandboxConference,
  PlanSandboxAnswer,
  ReadSandbox,
} from '../../contract/web/console-sandbox.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import type { Apps } from '../service/account/apps.ts'
import type { Caller } from '../service/account/caller.ts'
import { organizationOf } from './administration-query.ts'
import type { Principals } from './principals.ts'

/** What the console does in a sandbox. Refusals are errors with the status 400 and a message for developers. */
export type ConsoleSandbox = Readonly<{
  makeConference(app: Caller, order: ConferenceOrder): Promise<MadeConference>
  listConferences(app: Caller): ScriptedConference[]
  endConferences(app: Caller): Promise<{ ended: number }>
  planAnswer(app: Caller, order: PlanOrder): Plan
  listAnswers(app: Caller): Plan[]
  dropAnswers(app: Caller): { dropped: number }
  listOperations(): Operations['operations']
}>

export type ConsoleSandboxDeps = {
  apps: Pick<Apps, 'loadCaller'>
  /** Absent unless the server is a sandbox. */
  sandbox?: ConsoleSandbox
}

type AppQuery = { corpId?: string; clientId: string }

/** A conference with everybody in it is long. */
const MAX_BODY_BYTES = 1_048_576

/** The sandbox for administrators, who act for one of their apps. */
export function consoleSandboxApi(
  web: Routes,
  {
    sandbox,
    apps,
    principals,
  }: Omit<ConsoleSandboxDeps, 'sandbox'> & {
    sandbox: ConsoleSandbox
    principals: Principals
  },
): void {
  const appOf = async (request: FastifyRequest & { query: AppQuery }, reply: FastifyReply) => {
    const by = await principals.load(request, reply)
    return apps.loadCaller(by, organizationOf(by, request.query), request.query.clientId)
  }
  const [conferences, answers] = [`${WEB.consoleSandbox}/conferences`, `${WEB.consoleSandbox}/answers`]

  web.get(
    WEB.consoleSandbox,
    { config: { operation: ReadSandbox.operationId }, schema: ReadSandbox },
    async (request, reply) => {
      const app = await appOf(request, reply)
      return reply.send({ conferences: sandbox.listConferences(app), answers: sandbox.listAnswers(app) })
    },
  )

  web.get(
    `${WEB.consoleSandbox}/operations`,
    { config: { operation: ListSandboxOperations.operationId }, schema: ListSandboxOperations },
    async (request, reply) => {
      await principals.load(request, reply)
      return reply.send({ operations: sandbox.listOperations() })
    },
  )

  web.post(
    conferences,
    {
      config: { operation: MakeSandboxConference.operationId },
      schema: MakeSandboxConference,
      bodyLimit: MAX_BODY_BYTES,
    },
    async (request, reply) => {
      const app = await appOf(request, reply)
      return reply.send(await sandbox.makeConference(app, request.body as ConferenceOrder))
    },
  )

  web.delete(
    conferences,
    { config: { operation: EndSandboxConferences.operationId }, schema: EndSandboxConferences },
    async (request, reply) => reply.send(await sandbox.endConferences(await appOf(request, reply))),
  )

  web.post(
    answers,
    { config: { operation: PlanSandboxAnswer.operationId }, schema: PlanSandboxAnswer },
    async (request, reply) => reply.send(sandbox.planAnswer(await appOf(request, reply), request.body)),
  )

  web.delete(
    answers,
    { config: { operation: DropSandboxAnswers.operationId }, schema: DropSandboxAnswers },
    async (request, reply) => reply.send(sandbox.dropAnswers(await appOf(request, reply))),
  )
}
