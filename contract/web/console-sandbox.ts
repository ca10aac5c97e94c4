import Type from 'typebox'
import { PATTERNS } from '../patterns.ts'
import { DroppedAnswers, Operations, Plan, PlanOrder } from '../sandbox/answers.ts'
import { ConferenceOrder, EndedConferences, MadeConference, ScriptedConference } from '../sandbox/conferences.ts'
import { CorpId } from './administration.ts'
import { tags, webAnswers } from './schema.ts'

// The sandbox of the server, for administrators, who act for one of their apps. The paths exist only in a sandbox. 400
// `malformed`: `message` says what to change; 403 `not-administrator`; 404 `app-not-found`.

const querystring = Type.Object({
  corpId: CorpId,
  clientId: Type.String({ pattern: PATTERNS.seedId, description: 'The app whose sandbox it is.' }),
})

/** `GET /api/console/sandbox` */
export const ReadSandbox = {
  operationId: 'ReadSandbox',
  summary: 'Read what an app has made and planned in the sandbox',
  tags,
  querystring,
  response: webAnswers(Type.Object({ conferences: Type.Array(ScriptedConference), answers: Type.Array(Plan) })),
}

/** `GET /api/console/sandbox/operations` */
export const ListSandboxOperations = {
  operationId: 'ListSandboxOperations',
  summary: 'List the operations, with the errors that can be planned',
  tags,
  response: webAnswers(Operations),
}

/** `POST /api/console/sandbox/conferences` */
export const MakeSandboxConference = {
  operationId: 'MakeSandboxConference',
  summary: 'Put a conference of the sandbox into being',
  tags,
  querystring,
  body: ConferenceOrder,
  response: webAnswers(MadeConference),
}

/** `DELETE /api/console/sandbox/conferences` */
export const EndSandboxConferences = {
  operationId: 'EndSandboxConferences',
  summary: 'End the conferences that the app has made in the sandbox',
  tags,
  querystring,
  response: webAnswers(EndedConferences),
}

/** `POST /api/console/sandbox/answers` */
export const PlanSandboxAnswer = {
  operationId: 'PlanSandboxAnswer',
  summary: 'Plan the answers to the next calls of an operation',
  tags,
  querystring,
  body: PlanOrder,
  response: webAnswers(Plan),
}

/** `DELETE /api/console/sandbox/answers` */
export const DropSandboxAnswers = {
  operationId: 'DropSandboxAnswers',
  summary: 'Drop the planned answers of the app',
  tags,
  querystring,
  response: webAnswers(DroppedAnswers),
}
