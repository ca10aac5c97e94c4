import type { Proof } from '../service/entry/proofs.ts'
import { MalformedError } from './refusal.ts'

export type ShownProofs = { token?: string; passcode?: string; login?: string }

/** The one proof that is shown, if any. @throws MalformedError for more than one */
export function readProof({ token, passcode, login }: ShownProofs): Proof | undefined {
  const proofs: Proof[] = []
  if (token !== undefined) proofs.push({ kind: 'link', token })
  if (passcode !== undefined) proofs.push({ kind: 'passcode', passcode })
  if (login !== undefined) proofs.push({ kind: 'personal-link', token: login })
  if (proofs.length > 1) throw new MalformedError('Only one of token, passcode and login may be shown.')
  return proofs[0]
}
