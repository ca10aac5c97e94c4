import type { Config } from '../config.ts'
import type { Logger } from '../telemetry/log.ts'
import { openAdapters } from './adapters.ts'
import { openAdminApp } from './admin-app.ts'
import type { AdminSession } from './admin-request.ts'
import { openStore } from './open-store.ts'
import { createServices } from './services.ts'

/**
 * Answers the requests of commands without a server, by the same services and routes on the data of the settings. With
 * PostgreSQL other servers may run on these data: they learn of each change as from a server of theirs. `headers` are those of
 * each request.
 *
 * @throws ConfigError if the data cannot be used
 */
export async function openStoppedServer(
  config: Config,
  { log, headers }: Readonly<{ log: Logger; headers: Readonly<Record<string, string>> }>,
): Promise<AsyncDisposable & Pick<AdminSession, 'send'>> {
  await using opened = new AsyncDisposableStack()
  const onError = (what: string) => (err: unknown) => log.error({ err }, what)
  const store = await openStore(config, { isCommand: true })
  const adapters = opened.use(
    await openAdapters(
      withoutMedia(config),
      { store },
      {
        onListenerError: onError('a listener failed'),
        onRedisError: onError('Redis is not available; other servers read the changes from the database'),
        onClockSet: () => {},
        log,
      },
    ),
  )
  const publicUrl = config.http.publicUrl ?? new URL(`http://localhost:${config.http.port}`)
  const services = opened.use(createServices(adapters, { settings: config, publicUrl: () => publicUrl, onError }))
  await adapters.network.connect()
  opened.defer(async () => {
    // Nobody else announces what this process has changed, unless Redis does.
    if (config.store.kind === 'postgres' && (config.redisUrl === undefined || !adapters.bus.isConnected))
      await adapters.store.interruptions.mark(adapters.clock.now())
    await adapters.network.flush()
  })
  await services.provenTime.advance()
  const app = await openAdminApp(services, log)
  opened.defer(() => app.close())
  const running = opened.move()
  return {
    async send({ method, path, body }) {
      const { statusCode, rawPayload } = await app.inject({
        method,
        url: path,
        headers: { ...headers, ...(body && { 'content-type': body.type }) },
        ...(body && { payload: body.content }),
      })
      return { status: statusCode, body: rawPayload }
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}

/** Commands need neither LiveKit, which would be started, nor the identity provider. */
function withoutMedia(config: Config): Config {
  const { livekit: _livekit, oidc: _oidc, ...rest } = config
  return rest
}
