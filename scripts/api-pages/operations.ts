import Fastify, { type FastifyContextConfig } from 'fastify'
import { dingtalkApi, type DingTalkDeps } from '../../src/dingtalk/dingtalk-api.ts'
import type { JsonSchema } from './fields.ts'

/** The parts of a route's schemas that the pages show. */
type RouteSchema = Readonly<{
  summary: string
  description?: string
  params?: JsonSchema
  querystring?: JsonSchema
  body?: JsonSchema
  response: Readonly<{ 200: JsonSchema }>
}>

/** An operation of the open API as its route declares it. */
export type Operation = Readonly<{
  name: string
  method: string
  /** With `{conferenceId}` where a parameter stands. */
  path: string
  schema: RouteSchema
}> &
  Pick<FastifyContextConfig, 'scope' | 'errors' | 'legacyErrors'>

/** Every operation by its name, as its route declares it. */
export async function listOperations(): Promise<ReadonlyMap<string, Operation>> {
  const operations = new Map<string, Operation>()
  await using app = Fastify()
  app.addHook('onRoute', ({ config, method, url, schema }) => {
    if (config?.operation === undefined || method === 'HEAD') return
    const { operation: name, ...declared } = config
    const path = url.replaceAll(/:(\w+)/g, '{$1}')
    operations.set(name, { ...declared, name, method: String(method), path, schema: schema as RouteSchema })
  })
  dingtalkApi(app, {} as DingTalkDeps) // no request is ever made
  await app.ready()
  return operations
}
