import type { FastifyInstance } from 'fastify'

/** The methods of each path, for the routes of `app` that are registered after this call. */
export function collectRoutes(app: FastifyInstance): ReadonlyMap<string, ReadonlySet<string>> {
  const routes = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ method, url }) => {
    if (method === 'OPTIONS') return
    const methods = routes.get(url) ?? new Set()
    routes.set(url, methods)
    for (const name of [method].flat()) methods.add(name)
  })
  return routes
}

/** Answers `OPTIONS` on every path of `routes` with its methods. */
export function answerOptions(app: FastifyInstance, routes: ReadonlyMap<string, ReadonlySet<string>>): void {
  for (const [path, methods] of routes) {
    const allow = [...methods, 'OPTIONS'].join(', ')
    app.options(path, { schema: { hide: true } as object }, (_request, reply) => {
      reply.code(204).header('allow', allow).send()
    })
  }
}
