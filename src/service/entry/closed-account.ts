import type { Actor } from '../../conference/actor.ts'
import { ConferenceError } from '../../conference/conference-error.ts'
import type { Newcomer } from '../../conference/event.ts'
import { personKey, type ConferenceId, type OrganizationId, type PersonKey } from '../../conference/identity.ts'
import type { Directory } from '../account/directory.ts'
import type { Conductor } from '../conduct/conductor.ts'

const BY: Actor = { kind: 'system', reason: 'account-closed' }

/** Removes a person whose account is disabled or deleted. Does nothing if the conference has ended. */
export async function removeClosedAccount(
  conductor: Pick<Conductor, 'execute'>,
  conferenceId: ConferenceId,
  member: PersonKey,
): Promise<void> {
  try {
    await conductor.execute(conferenceId, { type: 'remove', by: BY, targets: [{ member }], forbidRejoin: false })
  } catch (error) {
    if (!(error instanceof ConferenceError)) throw error
  }
}

/**
 * Checks the account of a person who has just been written to the roster of a conference. It may have been closed after it
 * was checked and before they were on the roster: then nobody else removes them.
 *
 * @throws ConferenceError `pass-invalid` if they may not take part any more. They are removed then
 */
export async function requireOpenAccount(
  deps: Readonly<{ conductor: Pick<Conductor, 'execute'>; directory: Pick<Directory, 'mayStillTakePart'> }>,
  { id, organizationId }: Readonly<{ id: ConferenceId; organizationId: OrganizationId }>,
  newcomer: Newcomer,
): Promise<void> {
  if (await deps.directory.mayStillTakePart(newcomer, organizationId)) return
  await removeClosedAccount(deps.conductor, id, personKey(newcomer.person))
  throw new ConferenceError('pass-invalid')
}
