import type { FastifyReply, FastifyRequest } from 'fastify'
import { Entry, Pass } from '../../contract/web/admission.ts'
import { WEB } from '../../contract/web/paths.ts'
import { AccountError } from '../service/account/account-error.ts'
import type { SettingsOfOrganizations } from '../service/account/organization-settings.ts'
import type { Admission } from '../service/entry/admission.ts'
import { WaitError } from '../service/entry/wait-error.ts'
import type { User } from '../service/account/directory-entries.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { ADMIT_REFUSALS } from './admission.ts'
import { toEntryRequest, toTicketRequest } from './entry-request.ts'
import type { PageSessions } from './page-sessions.ts'
import { refuseBy } from './refusal.ts'

/** How many people in the meeting a preview names. */
const MAX_NAMES = 50

type Deps = {
  pages: PageSessions
  admission: Pick<Admission, 'admit' | 'preview'>
  organizationSettings: Pick<SettingsOfOrganizations, 'findLook'>
}

/** Admits pages in the same way as other clients, except that the cookie of a signed-in person counts too. */
export function entryApi(web: Routes, { pages, admission, organizationSettings }: Deps): void {
  const findPerson = async (request: FastifyRequest, reply: FastifyReply): Promise<User | undefined> => {
    const signedIn = await pages.find(request, reply)
    if (signedIn?.mustChangePassword) throw new AccountError('password-must-change')
    return signedIn?.user
  }
  const errorHandler = refuseBy(ADMIT_REFUSALS)

  web.post(
    WEB.entry,
    { config: { operation: Entry.operationId }, schema: Entry, errorHandler },
    async (request, reply) => {
      const person = await findPerson(request, reply)
      const preview = await admission.preview(toEntryRequest(request, person))
      const { conferenceId, title, nick, inside, wait, waitsFor, asHost, hasHostPassword } = preview
      const { missing, alreadyInside, returns } = preview
      const look = await organizationSettings.findLook(preview.organizationId)
      return reply.send({
        conferenceId,
        title,
        ...(look && { look }),
        ...(nick !== undefined && { nick }),
        inside: inside.slice(0, MAX_NAMES),
        insideCount: inside.length,
        ...(wait && { wait }),
        ...(waitsFor !== undefined && { waitsFor }),
        ...(asHost && { asHost }),
        ...(hasHostPassword && { hasHostPassword }),
        ...(missing && { missing }),
        ...(alreadyInside && { alreadyInside }),
        ...(returns && { returns }),
      })
    },
  )

  web.post(
    WEB.pass,
    { config: { operation: Pass.operationId }, schema: Pass, errorHandler },
    async (request, reply) => {
      const person = await findPerson(request, reply)
      const ticketRequest = toTicketRequest(request, person)
      try {
        return await reply.send(await admission.admit(ticketRequest))
      } catch (error) {
        if (!(error instanceof WaitError)) throw error
        return reply.send({ wait: error.reason, ...error.retryPasses })
      }
    },
  )
}
