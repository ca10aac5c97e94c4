import type { ConferenceOrder } from '../../contract/sandbox/types.ts'
import { EndConferences, ListConferences, MakeConference } from '../../contract/sandbox/conferences.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { appOfRequest } from './guard.ts'
import type { SandboxControl } from './sandbox-control.ts'

/** A conference with everybody in it is long. */
const MAX_BODY_BYTES = 1_048_576

const PATH = '/sandbox/conferences'

export function conferencesApi(app: Routes, control: SandboxControl): void {
  app.post(
    PATH,
    { config: { operation: MakeConference.operationId }, schema: MakeConference, bodyLimit: MAX_BODY_BYTES },
    async (request, reply) =>
      reply.send(await control.makeConference(appOfRequest(request), request.body as ConferenceOrder)),
  )

  app.get(
    PATH,
    { config: { operation: ListConferences.operationId }, schema: ListConferences },
    async (request, reply) => reply.send({ conferences: control.listConferences(appOfRequest(request)) }),
  )

  app.delete(
    PATH,
    { config: { operation: EndConferences.operationId }, schema: EndConferences },
    async (request, reply) => reply.send(await control.endConferences(appOfRequest(request))),
  )
}
