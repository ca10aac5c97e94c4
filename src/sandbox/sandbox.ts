import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { TokenIssuer } from '../service/account/token-issuer.ts'
import type { Ids } from '../service/clock-and-ids.ts'
import type { Admission } from '../service/entry/admission.ts'
import type { Follower } from '../service/conduct/feed.ts'
import { answerAsPlanned } from './answer-hooks.ts'
import { answersApi } from './answers-api.ts'
import { conferencesApi } from './conferences-api.ts'
import { guardSandbox } from './guard.ts'
import { codesApi, type CodesApiDeps } from './codes-api.ts'
import { collectOperations } from './operations.ts'
import { PlannedAnswers } from './planned-answers.ts'
import { SandboxControl } from './sandbox-control.ts'
import { ScriptedConferences } from './scripted-conferences.ts'

type Deps = { admission: Pick<Admission, 'externalLink'> } & CodesApiDeps &
  Omit<ConstructorParameters<typeof ScriptedConferences>[0], 'ids'> & {
    ids: Ids
    accessTokens: Pick<TokenIssuer, 'authenticate'>
  }

/** The sandbox of a server. `act` moves its people; call it several times a second. `control`: for the console. */
export type Sandbox = Follower & Readonly<{ act: () => Promise<void>; control: SandboxControl }>

/** Opens the sandbox at `/sandbox`, for the routes that are registered after this call. */
export function openSandbox(app: FastifyInstance, deps: Deps): Sandbox {
  const planned = new PlannedAnswers(deps.ids)
  const operations = collectOperations(app)
  const scripted = new ScriptedConferences(deps)
  const control = new SandboxControl({ scripted, planned, operations, admission: deps.admission })
  answerAsPlanned(app, { planned, operations })
  app.register(async (scope) => {
    const routes = scope.withTypeProvider<TypeBoxTypeProvider>()
    guardSandbox(scope, deps.accessTokens)
    conferencesApi(routes, control)
    answersApi(routes, control)
    codesApi(routes, deps)
  })
  return { control, act: () => scripted.act(), follow: (change) => scripted.follow(change) }
}
