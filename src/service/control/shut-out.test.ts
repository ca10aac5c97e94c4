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

/** Ada's meeting, and a ticket of Bram for it. `hold` keeps the next write of a conference from being durable. */
async function ticketOfBram() {
  const services = await openTestServices()
  const { directory, conferences, store, conductor, admission } = services
  const users = ['ada', 'bram'].map((id) => ({ userId: id, unionId: id, name: id }))
  await services.seeding.apply({ organizations: [{ corpId: ACME, name: 'Acme', users }] })
  const [ada, bram] = [await directory.findUserById(ACME, 'ada'), await directory.findUserById(ACME, 'bram')]
  if (!ada || !bram) return assert.fail('the seed has them')
  const head = await conferences.start(ada)
  const hold = () => {
    const { conferences: stored } = store
    const commit = stored.commit.bind(stored)
    const [reached, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    stored.commit = async (...args) => {
      stored.commit = commit
      reached.resolve()
      await released.promise
      return commit(...args)
    }
    return { reached: reached.promise, release: released.resolve }
  }
  const rowOf = async () => (await conductor.loadCommitted(head.id)).members.get(BRAM)
  const admit = (waits = true) =>
    admission.admit({ roomCode: head.roomCode, person: bram, from: '::1', nick: '', device: 'Mac', waits })
  return { ...services, head, bram, hold, rowOf, admit }
}

for (const act of ['disable', 'delete'] as const) {
  test(`[DI8] [DI9] a join that is being written during ${act} is refused, and leaves nobody in the meeting`, async () => {
    await using world = await ticketOfBram()
    const { ticket } = await world.admit()
    const write = world.hold()
    const entering = assert.rejects(world.admission.enter(ticket), { code: 'pass-invalid' })
    await write.reached
    await world.people[act](root, ACME, 'bram')
    write.release()
    await entering
    const row = (await world.rowOf()) ?? assert.fail('they were there')
    assert.deepEqual([attendStatus(row), row.sessions.length], [5, 0])
    const log = await world.store.conferences.readLog(world.head.id)
    assert.deepEqual(log.at(-1)?.event.by, { kind: 'system', reason: 'account-closed' })
  })
}

test('[DI8] [DI9] a person who asks to be let in while they are disabled does not stay on the list of waiting people', async () => {
  await using world = await ticketOfBram()
  const by = { kind: 'app', clientId: 'app' } as const
  await world.conductor.execute(world.head.id, { by, type: 'set-waiting-room', on: true })
  const write = world.hold()
  const asking = assert.rejects(world.admit(), { code: 'pass-invalid' })
  await write.reached
  await world.people.disable(root, ACME, 'bram')
  write.release()
  await asking
  assert.notEqual((await world.rowOf())?.wait.state, 'waiting')
})

test('[DI9] a call that a person accepts while they are disabled ends, and lets nobody in', async () => {
  await using world = await ticketOfBram()
  const by = { kind: 'app', clientId: 'app' } as const
  const newcomer = await world.directory.toNewcomer(world.bram, ACME)
  await world.conductor.execute(world.head.id, { by, type: 'invite', invitees: [newcomer] })
  const write = world.hold()
  const accepting = world.ringing.accept(world.head.id, world.bram, 'Mac')
  await write.reached
  const disabling = world.people.disable(root, ACME, 'bram')
  write.release()
  const { ticket } = await accepting
  await disabling
  await assert.rejects(world.admission.enter(ticket), { code: 'pass-invalid' })
  assert.equal(attendStatus((await world.rowOf()) ?? assert.fail('they were called')), 5)
})
