import type { FastifyRequest } from 'fastify'
import { parseNick } from '../../contract/text/nick.ts'
import { parseRoomCode, readPasscode } from '../../contract/text/room-code.ts'
import type { AdmitRequest } from '../../contract/web/types.ts'
import type { User } from '../service/account/directory-entries.ts'
import type { EntryRequest, Proof } from '../service/entry/proofs.ts'
import { addressOf } from '../dingtalk/gateway/caller-address.ts'
import { MalformedError } from './refusal.ts'

type EntryBody = Pick<AdmitRequest, 'roomCode' | 'token' | 'passcode' | 'login' | 'guest' | 'claimsHost'>

/**
 * The preview that a body asks for. `person`: who is signed in at the page, if anybody.
 *
 * @throws MalformedError for more than one proof
 */
export function toEntryRequest(request: FastifyRequest<{ Body: EntryBody }>, person?: User): EntryRequest {
  const { roomCode, guest, claimsHost } = request.body
  const proof = findProof(request.body)
  return {
    roomCode: parseRoomCode(roomCode) ?? roomCode,
    ...(proof && { proof }),
    ...(person && { person }),
    ...(guest !== undefined && { guest }),
    ...(claimsHost && { claimsHost: true }),
    from: addressOf(request),
  }
}

/**
 * The ticket that a body asks for. Guests must give a name; for everyone else it is known.
 *
 * @throws MalformedError for more than one proof, or a guest without a valid name
 */
export function toTicketRequest(request: FastifyRequest<{ Body: AdmitRequest }>, person?: User) {
  const { device, nick = '', waits } = request.body
  const entry = toEntryRequest(request, person)
  const isGuest = person === undefined && entry.proof?.kind !== 'personal-link'
  return { ...entry, device, nick: isGuest ? requireNick(nick) : '', ...(waits && { waits }) }
}

function findProof({ token, passcode, login }: EntryBody): Proof | undefined {
  const proofs: Proof[] = []
  if (token !== undefined) proofs.push({ kind: 'link', token })
  if (passcode !== undefined) proofs.push({ kind: 'passcode', passcode: readPasscode(passcode) })
  if (login !== undefined) proofs.push({ kind: 'personal-link', token: login })
  if (proofs.length > 1) throw new MalformedError('Send only one of token, passcode and login.')
  return proofs[0]
}

function requireNick(text: string): string {
  const nick = parseNick(text)
  if (nick === undefined) throw new MalformedError('nick must have 1 to 64 characters and no control characters.')
  return nick
}
