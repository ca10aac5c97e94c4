import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { AccountError, type AccountErrorCode } from '../service/account/account-error.ts'
import { MalformedError } from '../web-api/refusal.ts'

/** What is wrong with a request, in the words of RFC 7644, section 3.12. */
type ScimType =
  | 'invalidFilter'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'

/** A refusal as the company's directory gets it. */
export class ScimError extends Error {
  override readonly name = 'ScimError'
  readonly status: number
  readonly scimType: ScimType | undefined

  constructor(status: number, detail: string, scimType?: ScimType) {
    super(detail)
    this.status = status
    this.scimType = scimType
  }
}

export const SCIM_JSON = 'application/scim+json; charset=utf-8'

const ACCOUNT_ERRORS: Readonly<Partial<Record<AccountErrorCode, ScimError>>> = {
  'user-not-found': new ScimError(404, 'The organization has no such person.'),
  'user-name-taken': new ScimError(409, 'Another person has this userName.', 'uniqueness'),
  'external-id-taken': new ScimError(409, 'Another person has this externalId.', 'uniqueness'),
  'user-exists': new ScimError(409, 'Another person has this userName.', 'uniqueness'),
  'erasure-unfinished': new ScimError(409, 'A person with this userName is still being erased. Try again later.'),
  'last-administrator': new ScimError(403, 'This is the last administrator of the organization who can sign in.'),
  'not-operator': new ScimError(403, 'Only operators of the server change a person who is an operator.'),
}
const FAULT = new ScimError(500, 'Something went wrong on the server. Its log says what.')

/** Answers an error in the shape of SCIM. It logs unexpected errors. */
export function refuse(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toScimError(error)
  if (known.status >= 500) request.log.error({ err: error, requestid: request.id }, 'a request failed')
  return sendScimError(reply, known)
}

export function sendScimError(reply: FastifyReply, { status, scimType, message }: ScimError): FastifyReply {
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return reply
    .code(status)
    .headers({ 'content-type': SCIM_JSON, 'cache-control': 'no-store' })
    .send(
      JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: String(status),
        ...(scimType !== undefined && { scimType }),
        detail: message,
      }),
    )
}

function toScimError(error: FastifyError): ScimError {
  if (error instanceof ScimError) return error
  if (error instanceof AccountError) return ACCOUNT_ERRORS[error.code] ?? FAULT
  if (error instanceof MalformedError) return new ScimError(400, error.message, 'invalidValue')
  const status = error.statusCode ?? 500
  if (status < 400 || status >= 500) return FAULT
  return new ScimError(status, error.message, status === 400 ? 'invalidSyntax' : undefined)
}
