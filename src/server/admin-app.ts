import { fastify, LogController, type FastifyInstance } from 'fastify'
import type { Logger } from '../telemetry/log.ts'
import { terminalApi } from '../web-api/terminal-api.ts'
import { LATE_COMPILERS } from './late-compilers.ts'
import type { Services } from './services.ts'

/** Fastify with the requests of commands, ready for them. It listens nowhere by itself. */
export async function openAdminApp(services: Services, log: Logger): Promise<FastifyInstance> {
  const app = fastify({
    schemaController: { compilersFactory: LATE_COMPILERS },
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestid' }),
    routerOptions: { maxParamLength: 500 },
  }) as unknown as FastifyInstance
  terminalApi(app, services)
  await app.ready()
  return app
}
