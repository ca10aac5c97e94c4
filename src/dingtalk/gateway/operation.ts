import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifySchema,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { LegacyErrorTable } from './legacy-errors.ts'
import type { ErrorTable } from './error-handler.ts'

/** Fastify with requests and answers typed by the contract's schemas. */
export type Routes = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** The scopes of the open API, with DingTalk's names. */
export const READ = 'VideoConference.Conference.Read'
export const WRITE = 'VideoConference.Conference.Write'
export const MEMBER_READ = 'qyapi_get_member'
/** With the token of a person. */
export const CONTACT_READ = 'Contact.User.Read'
/** Every app has it. */
export const BASE = 'qyapi_base'
/** In place of the scope: the operation needs no token. */
export const NO_TOKEN = undefined

type OperationScope = typeof BASE | typeof READ | typeof WRITE | typeof NO_TOKEN
type LegacyScope = typeof BASE | typeof MEMBER_READ | typeof NO_TOKEN
/** The schemas of an operation of the contract. */
type Described = FastifySchema & Readonly<{ operationId: string }>

/** The longest body of a request without a token. */
const UNKNOWN_CALLER_BODY_BYTES = 4_096

/** The options of the route of an operation. Its checks and its error handler follow from them. */
export function operation<Op extends Described>(schema: Op, scope: OperationScope, errors: ErrorTable<string>) {
  return {
    config: { operation: schema.operationId, scope, errors },
    schema,
    ...(scope === NO_TOKEN && { bodyLimit: UNKNOWN_CALLER_BODY_BYTES }),
  }
}

/** The options of the route of an operation of our own pages. It checks the sign-in itself. */
export function routeOf<Op extends Described>(schema: Op) {
  return { config: { operation: schema.operationId }, schema }
}

/** As `operation`, for one that needs the token of a person. The scope is that of the app that holds it. */
export function userOperation<Op extends Described>(
  schema: Op,
  scope: typeof CONTACT_READ,
  errors: ErrorTable<string>,
) {
  return { config: { operation: schema.operationId, scope, tokenOf: 'user' as const, errors }, schema }
}

/** The same for an operation that needs the token of an organization. */
export function organizationOperation<Op extends Described>(schema: Op, errors: ErrorTable<string>) {
  return { config: { operation: schema.operationId, scope: BASE, tokenOf: 'organization' as const, errors }, schema }
}

/** The same for a legacy operation. */
export function legacyOperation<Op extends Described>(schema: Op, scope: LegacyScope, legacyErrors: LegacyErrorTable) {
  return { config: { operation: schema.operationId, scope, legacyErrors }, schema }
}
