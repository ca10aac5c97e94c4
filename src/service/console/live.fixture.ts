import { personKey, userKey, type OrganizationId, type ParticipantId, type UnionId } from '../../conference/identity.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import type { Principal } from '../account/principal.ts'

export const ACME = 'dingacme' as OrganizationId
export const GLOBEX = 'dingglobex' as OrganizationId
const person = { kind: 'person', userId: 'root', name: 'Root', admin: true, address: '::1' } as const
export const ADMINISTRATOR: Principal = { ...person, organizationId: ACME }
export const FOREIGN: Principal = { ...person, organizationId: GLOBEX }
export const MEMBER: Principal = { ...person, organizationId: ACME, admin: false }
export const OPERATOR: Principal = { kind: 'terminal', user: 'deploy' }

/** Acme with Ada, Bram and Cleo, and Globex with Gus. `meet` starts a meeting of Ada with the people inside. */
export async function opened() {
  const services = await openTestServices()
  const { directory, conferences, conductor } = services
  const user = (userId: string, name: string) => ({ userId, unionId: userId, name })
  const users = [user('ada', 'Ada'), { ...user('bram', 'Bram'), jobNumber: '007' }, user('cleo', 'Cleo')]
  await services.seeding.apply({
    organizations: [
      { corpId: ACME, name: 'Acme', users },
      { corpId: GLOBEX, name: 'Globex', users: [user('gus', 'Gus')] },
    ],
  })
  let sessions = 0
  const userOf = async (organizationId: OrganizationId, userId: string) => {
    const found = await directory.findUserById(organizationId, userId)
    if (!found) throw new Error('the seed has them')
    return found
  }
  const meet = async (names: readonly string[], { title = 'Weekly', organizationId = ACME, host = 'ada' } = {}) => {
    const { id } = await conferences.start(await userOf(organizationId, host), title)
    const join = async (name: string) => {
      const newcomer = await directory.toNewcomer(await userOf(organizationId, name), organizationId)
      const by = { kind: 'person', unionId: name as UnionId } as const
      const participantId = `${(sessions += 1)}`.padStart(24, '0') as ParticipantId
      await conductor.execute(id, { type: 'join', by, participantId, device: 'Mac', ...newcomer })
      return participantId
    }
    for (const name of names) await join(name)
    const memberOf = async (name: string) => {
      const { members } = await conductor.loadCommitted(id)
      const member = members.get(userKey(name as UnionId))
      if (!member) throw new Error(`${name} is not on the roster`)
      return { ...member, wireKey: `m${member.seq}` }
    }
    const knock = (nick: string) => {
      const guest = { person: { kind: 'guest', guestId: nick } as const, nick, outside: true }
      return conductor.execute(id, { type: 'knock', by: { kind: 'person', guestId: nick }, ...guest })
    }
    return { id, join, knock, memberOf, guestKey: (nick: string) => personKey({ kind: 'guest', guestId: nick }) }
  }
  return { ...services, meet }
}
