import type { FastifyInstance } from 'fastify'
import { Admit, SignInPerson } from '../../contract/web/admission.ts'
import { WEB } from '../../contract/web/paths.ts'
import type { AdmitAnswer, AdmitRequest, SignInAnswer, SignInRequest } from '../../contract/web/types.ts'
import type { OrganizationId } from '../conference/identity.ts'
import type { Admission } from '../service/entry/admission.ts'
import type { SignIn } from '../service/account/sign-in.ts'
import { addressOf } from '../dingtalk/gateway/caller-address.ts'
import { toTicketRequest } from './entry-request.ts'
import { compileBody, MalformedError, readJson, refuseBy, type RefusalTable } from './refusal.ts'

const TOO_MANY_TRIES = [429, 'too-many-tries', 'Too many failed attempts. Wait a few minutes, then try again.'] as const

/** Refusals of requests for a ticket. */
export const ADMIT_REFUSALS: RefusalTable = {
  // The same answer for an unknown room code, so that nobody learns which room codes are in use.
  'pass-invalid': [403, 'not-admitted', 'The link or passcode is wrong, or the meeting does not exist.'],
  'pass-used': [409, 'pass-used', 'This personal link has already been used. Ask for a new one.'],
  'too-many-tries': TOO_MANY_TRIES,
  'too-many-guests': [
    429,
    'too-many-guests',
    'Too many guests are joining from your network. Wait a minute, then try again.',
  ],
  'guests-full': [429, 'guests-full', 'This meeting has reached its limit of guests.'],
  banned: [403, 'banned', 'You were removed from this meeting and cannot rejoin.'],
  'conference-locked': [
    403,
    'conference-locked',
    'The meeting is locked, or it is not open to guests or other organizations. Ask the host.',
  ],
  'host-absent': [403, 'host-absent', 'The meeting starts when the host or a co-host joins.'],
  'waiting-room': [403, 'waiting-room', 'The host or a co-host has to admit you. Please wait.'],
  'conference-ended': [410, 'conference-ended', 'The meeting has ended.'],
  'not-permitted': [403, 'turned-away', 'The host denied your request to join. You can ask again.'],
}

/** Refusals of a sign-in. */
export const SIGN_IN_REFUSALS: RefusalTable = {
  'pass-invalid': [403, 'not-signed-in', 'Wrong organization, username or password.'],
  'too-many-tries': TOO_MANY_TRIES,
}

/** Gives terminals and bots the ticket, or the token of a person, with which they connect to signaling. */
export function admissionApi(
  app: FastifyInstance,
  { admission, signIn }: { admission: Pick<Admission, 'admit'>; signIn: Pick<SignIn, 'signIn'> },
): void {
  app.register(async (web) => {
    readJson(web)
    web.setValidatorCompiler(compileBody)
    web.post<{ Body: AdmitRequest }>(
      WEB.admission,
      { config: { operation: Admit.operationId }, schema: Admit, errorHandler: refuseBy(ADMIT_REFUSALS) },
      async (request, reply): Promise<AdmitAnswer> => {
        const ticketRequest = toTicketRequest(request)
        if (!ticketRequest.proof) throw new MalformedError('Send a token, a passcode or a login.')
        reply.header('cache-control', 'no-store')
        return admission.admit(ticketRequest)
      },
    )

    web.post<{ Body: SignInRequest }>(
      WEB.signIn,
      {
        config: { operation: SignInPerson.operationId },
        schema: SignInPerson,
        errorHandler: refuseBy(SIGN_IN_REFUSALS),
      },
      async (request, reply): Promise<SignInAnswer> => {
        const { corpId, userId, password } = request.body
        reply.header('cache-control', 'no-store')
        const { token, expiresAt, user } = await signIn.signIn({
          organizationId: corpId as OrganizationId,
          userId,
          password,
          from: addressOf(request),
        })
        return { token, expiresAt, unionId: user.unionId, name: user.name }
      },
    )
  })
}
