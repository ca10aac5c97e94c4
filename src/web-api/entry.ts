import type { FastifyReply, FastifyRequest } from 'fastify'
import { Entry, Pass } from '../../contract/web/admission.ts'
import { WEB } from '../../contract/web/paths.ts'
import { AccountError } from '../service/account/account-error.ts'
import type { Admission } from '../service/entry/admission.ts'
import type { User } from '../service/account/directory-model.ts'
import type { Routes } from '../dingtalk/gateway/operation.ts'
import { ADMIT_REFUSALS } from './admission.ts'
import { addressOf } from './caller-address.ts'
import type { PageSessions } from './page-sessions.ts'
import { requireNick } from './nick.ts'
import { readProof } from './proof.ts'
import { refuseBy } from './refusal.ts'

const SHOWN_INSIDE = 50

type Deps = { pages: PageSessions; admission: Pick<Admission, 'admit' | 'look'> }

/** Ways into a conference from a page: as from anywhere, and the cookie besides. */
export function entryApi(web: Routes, { pages, admission }: Deps): void {
  const personAt = async (request: FastifyRequest, reply: FastifyReply): Promise<{ person?: User }> => {
    const signedIn = await pages.find(request, reply)
    if (signedIn?.mustChangePassword) throw new AccountError('password-must-change')
    return signedIn ? { person: signedIn.user } : {}
  }
  const errorHandler = refuseBy(ADMIT_REFUSALS)

  web.post(
    WEB.entry,
    { config: { operation: Entry.operationId }, schema: Entry, errorHandler },
    async (request, reply) => {
      const { roomCode, guest, ...shown } = request.body
      const proof = readProof(shown)
      const at = { ...(await personAt(request, reply)), ...(guest !== undefined && { guest }) }
      const prospect = await admission.look({ roomCode, ...(proof && { proof }), ...at, from: addressOf(request) })
      const { conferenceId, title, nick, inside, wait } = prospect
      return reply.send({
        conferenceId,
        title,
        ...(nick !== undefined && { nick }),
        inside: inside.slice(0, SHOWN_INSIDE),
        insideCount: inside.length,
        ...(wait && { wait }),
      })
    },
  )

  web.post(
    WEB.pass,
    { config: { operation: Pass.operationId }, schema: Pass, errorHandler },
    async (request, reply) => {
      const { roomCode, device, nick = '', guest, waits, ...shown } = request.body
      const proof = readProof(shown)
      const at = await personAt(request, reply)
      const isGuest = at.person === undefined && proof?.kind !== 'personal-link'
      const name = isGuest ? requireNick(nick) : ''
      const known = { ...at, ...(proof && { proof }), ...(guest !== undefined && { guest }), from: addressOf(request) }
      return reply.send(await admission.admit({ roomCode, device, nick: name, ...known, ...(waits && { waits }) }))
    },
  )
}
