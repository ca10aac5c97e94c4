import type { Actor } from '../../conference/actor.ts'
import type { Principal } from '../account/principal.ts'

/** The principal as the log of a conference names them. */
export function toAdministrator(by: Principal): Extract<Actor, { kind: 'administrator' }> {
  if (by.kind === 'terminal') return { kind: 'administrator', terminal: by.user }
  return { kind: 'administrator', organizationId: by.organizationId, userId: by.userId }
}
