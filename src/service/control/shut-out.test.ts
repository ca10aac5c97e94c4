import assert from 'node:assert/strict'
import { test } from 'node:test'
import { userKey, type OrganizationId, type ParticipantId, type UnionId } from '../../conference/identity.ts'
import { attendStatus } from '../../conference/member.ts'
import { openTestServices } from '../../server/services.fixture.ts'
import type { Principal } from '../account/principal.ts'

const ACME = 'dingacme' as OrganizationId
const GLOBEX = 'dingglobex' as OrganizationId
const root: Principal = { kind: 'terminal', user: 'root' }
const BRAM = userKey('bram' as UnionId)

/** Bram hosts a meeting of Acme, and is in one of Globex. With `isShared`, both organizations know them. */
async function opened({ isShared }: { isShared: boolean }) {
  const services = await openTestServices()
  const { directory, conductor, conferences } = services
  const bram = { userId: 'bram', unionId: 'bram', name: 'Bram' }
  const ada = { userId: 'ada', unionId: 'ada', name: 'Ada' }
  const gus = { userId: 'gus', unionId: 'gus', name: 'Gus' }
  await services.seeding.apply({
    organizations: [
      { corpId: ACME, name: 'Acme', users: [bram, ada] },
      { corpId: GLOBEX, name: 'Globex', users: isShared ? [bram, gus] : [gus] },
    ],
  })
  const meetings: { id: Awaited<ReturnType<typeof conferences.start>>['id']; rowOf: () => Promise<unknown> }[] = []
  for (const [organizationId, userId] of [
    [ACME, 'bram'],
    [GLOBEX, 'gus'],
  ] as const) {
    const host = await directory.findUserById(organizationId, userId)
    const user = await directory.findUserById(ACME, 'bram')
    if (!host || !user) return assert.fail('the seed has them')
    const { id } = await conferences.start(host)
    const newcomer = await directory.toNewcomer(user, organizationId)
    const by = { kind: 'person', unionId: user.unionId } as const
    const participantId = `${meetings.length}`.padStart(24, '0') as ParticipantId
    await conductor.execute(id, { type: 'join', by, participantId, device: 'Mac', ...newcomer })
    const rowOf = async () => {
      const { members } = await conductor.loadCommitted(id)
      const member = members.get(BRAM)
      return member && attendStatus(member)
    }
    meetings.push({ id, rowOf })
  }
  return { ...services, meetings, statuses: () => Promise.all(meetings.map(({ rowOf }) => rowOf())) }
}

test('[DI9] a person who is disabled is removed from all meetings by the system, and may come back when enabled', async () => {
  await using world = await opened({ isShared: false })
  assert.deepEqual(await world.statuses(), [3, 3])
  await world.people.disable(root, ACME, 'bram')
  assert.deepEqual(await world.statuses(), [5, 5])
  const [{ id } = assert.fail('there is one')] = world.meetings
  const log = await world.store.conferences.readLog(id)
  const removed = log.map(({ event }) => event).find(({ type }) => type === 'member-removed')
  assert.deepEqual(removed?.by, { kind: 'system', reason: 'account-closed' })
  assert.equal((await world.conductor.loadCommitted(id)).members.get(BRAM)?.banned, false)
})

test('[DI9] a person of two organizations stays in the meetings of the other one', async () => {
  await using world = await opened({ isShared: true })
  await world.people.delete(root, ACME, 'bram')
  assert.deepEqual(await world.statuses(), [5, 3])
  await world.people.delete(root, GLOBEX, 'bram')
  assert.deepEqual(await world.statuses(), [5, 5])
})
