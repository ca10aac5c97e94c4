import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toStorable } from '../../../contract/text/storable.ts'
import { GATEWAY_ERRORS, refuse } from './gateway-errors.ts'

const JSON_TYPE = /^application\/(?:json|[\w.-]+\+json)\b/i

/**
 * Parses JSON objects. Everything else counts as no body: forms and other types, as in DingTalk's gateway, and text that
 * is not a JSON object, for which DingTalk's answer is not known. A key with `null` counts as absent.
 */
export function readJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
    const type = request.headers['content-type']
    done(null, type === undefined || JSON_TYPE.test(type) ? parseObject(text as string) : undefined)
  })
}

/**
 * The JSON object in `text`; `undefined` if it is not one. Keys with `null` are left out at any depth, elements of lists
 * are not. Text is made storable.
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
