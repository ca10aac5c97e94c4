import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toStorable } from '../../../contract/text/storable.ts'
import { GATEWAY_ERRORS, refuse } from './gateway-errors.ts'
import { logRefusal } from './refusal-log.ts'

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
 * are not. So is a key `__proto__`, which would mean the prototype where the object is copied. Text is made storable.
 */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    // A function given to `JSON.parse` would be called for each value: several times slower than this.
    const value: unknown = JSON.parse(text)
    return isObject(value) ? clean(value) : undefined
  } catch {
    return undefined // not JSON, or nested deeper than the stack
  }
}

/** Changes `value` in place. A `null` in a list would leave a hole, which no check sees, so it stays. */
function clean<T>(value: T): T {
  if (typeof value === 'string') return toStorable(value) as T
  if (Array.isArray(value)) {
    for (const [place, one] of value.entries()) if (needsCleaning(one)) value[place] = clean(one)
  } else if (isObject(value)) {
    for (const key in value) {
      const one = value[key]
      if (one === null || key === '__proto__') delete value[key]
      else if (needsCleaning(one)) (value as Record<string, unknown>)[key] = clean(one)
    }
  }
  return value
}

function needsCleaning(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A `preValidation` hook of the operations that have a body. */
export function requireBody(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  if (request.body !== undefined && request.body !== null) return done()
  logRefusal(request, { wrong: [{ field: 'body', problem: toProblem(request) }] })
  refuse(request, reply, GATEWAY_ERRORS.missingBody)
}

function toProblem({ headers }: FastifyRequest): string {
  const type = headers['content-type']
  if (headers['content-length'] === '0' || (headers['content-length'] ?? headers['transfer-encoding']) === undefined) {
    return 'is missing'
  }
  return type === undefined || JSON_TYPE.test(type) ? 'is not a JSON object' : 'is not of type application/json'
}
