import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toStorable } from '../../../contract/text/storable.ts'
import { GATEWAY_ERRORS, refuse } from './gateway-errors.ts'

const JSON_TYPE = /^application\/(?:json|[\w.-]+\+json)\b/i

/**
 * Reads JSON objects, and takes everything else for no body at all: forms and other types, as the gateway does, and
 * what is no JSON or no object, of which nothing better is known. A key with `null` counts as absent.
 */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
    const type = request.headers['content-type']
    done(null, type === undefined || JSON_TYPE.test(type) ? parseObject(text as string) : undefined)
  })
}

/**
 * `undefined` for what is no JSON object; keys with `null` are left out at any depth, elements are not. Text is made
 * such as every store can keep.
 */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text, storable)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** `null` is left out of its object; of a list it would leave a hole, which no check sees. */
function storable(this: unknown, _key: string, value: unknown): unknown {
  if (value === null && !Array.isArray(this)) return undefined
  return typeof value === 'string' ? toStorable(value) : value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A `preValidation` hook of the operations that have a body. */
export function requireBody(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (request.body === undefined || request.body === null) refuse(request, reply, GATEWAY_ERRORS.missingBody)
  else done()
}
