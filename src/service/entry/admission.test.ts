import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personKey, type ConferenceId, type EpochMs, type PersonKey } from '../../conference/identity.ts'
import { attendStatus } from '../../conference/member.ts'
import type { IssuedTicket } from './admission.ts'
import type { Proof } from './proofs.ts'
import { ACME, ada, bram, link, opened } from './meetings.fixture.ts'
import { WaitError, type RetryPasses } from './wait-error.ts'

const APP = { kind: 'app', clientId: 'app' } as const
const BRAM = personKey({ kind: 'user', unionId: bram.unionId })
const NEVER = 4_102_444_800_000 as EpochMs

/** The passes that a waiting person sends when they ask again. */
async function waits(asked: Promise<IssuedTicket>, code: string): Promise<RetryPasses> {
  const error = await asked.then(
    () => assert.fail('they were admitted'),
    (refusal: unknown) => refusal,
  )
  assert.ok(error instanceof WaitError, String(error))
  assert.equal(error.code, code)
  return error.retryPasses
}

/** Ada is in the meeting that she booked. */
async function begun(terms: Parameters<typeof opened>[0]) {
  const world = await opened(terms)
  const { ticket, conferenceId } = await world.admit({ person: ada })
  await world.admission.enter(ticket)
  const members = async () => [...(await world.conductor.loadCommitted(conferenceId)).members.values()].slice(1)
  const rows = async () => (await members()).map((member) => [member.nick, attendStatus(member), member.wait.state])
  const letIn = (...keys: PersonKey[]) =>
    world.conductor.execute(conferenceId, { type: 'let-in', by: APP, members: keys })
  const remove = (member: PersonKey, forbidRejoin: boolean) =>
    world.conductor.execute(conferenceId, { type: 'remove', by: APP, targets: [{ member }], forbidRejoin })
  const proof = link(world.booking.linkToken)
  const only = async () => (await members())[0]?.key ?? assert.fail('nobody is there')
  return { ...world, conferenceId, members, rows, letIn, remove, proof, only }
}

test('[BK13] [BK14] waiting, for the host or in the waiting room, begins no conference', async () => {
  for (const [terms, code] of [
    [{ waitingRoom: true }, 'waiting-room'],
    [{ beforeHost: false, waitingRoom: true }, 'host-absent'],
  ] as const) {
    const { admit, booking, running } = await opened(terms)
    await waits(admit({ person: bram }), code)
    await waits(admit({ proof: link(booking.linkToken) }), code)
    assert.equal(await running(), 0)
    await admit({ person: ada })
    assert.equal(await running(), 1)
  }
})

test('[WR4] a lock that is not durable yet refuses nobody, nor does one that could not be written', async () => {
  const { store, conductor, admission, admit, shown, conferenceId, proof } = await begun({})
  const { conferences } = store
  const commit = conferences.commit.bind(conferences)
  const full = Promise.withResolvers<never>()
  const writing = Promise.withResolvers<void>()
  conferences.commit = () => {
    writing.resolve()
    return full.promise
  }
  const locking = conductor.execute(conferenceId, { type: 'lock', by: APP })
  await writing.promise
  assert.ok((await admit({ proof })).ticket)
  assert.deepEqual((await admission.preview(shown({ proof }))).inside, ['ada'])
  full.reject(new Error('disk full'))
  await assert.rejects(locking, { message: 'disk full' })
  conferences.commit = commit
  const { ticket } = await admit({ proof })
  await admission.enter(ticket)
  await conductor.execute(conferenceId, { type: 'lock', by: APP })
  await assert.rejects(admit({ proof }), { code: 'conference-locked' })
})

test('[BK15] [AD12] a guest with their pass is the same guest; without it, or with another one, a new guest', async () => {
  const { admit, proof, rows, passes, conferenceId, letIn, only } = await begun({ waitingRoom: true })
  const { guest } = await waits(admit({ proof, nick: 'Gil' }), 'waiting-room')
  assert.ok(guest)
  await waits(admit({ proof, nick: 'Gil', guest, waits: true }), 'waiting-room')
  assert.deepEqual(await rows(), [['Gil', 1, 'waiting']])
  const foreign = { kind: 'guest', conferenceId: 'f'.repeat(24) as ConferenceId, guestId: 'g' } as const
  const expired = { kind: 'guest', conferenceId, guestId: 'g' } as const
  for (const other of [
    `${guest}x`,
    await passes.sign(foreign, NEVER),
    await passes.sign(expired, 1 as EpochMs),
    (await admit({ person: ada })).ticket,
  ]) {
    const given = await waits(admit({ proof, nick: 'Other', guest: other }), 'waiting-room')
    assert.notEqual(given.guest, guest)
  }
  assert.equal((await rows()).length, 5)
  await letIn(await only())
  const admitted = await admit({ proof, nick: 'Gil', guest, waits: true })
  assert.ok(admitted.guest)
  assert.equal((await rows()).length, 5)
})

test('[AD12] a guest who joins twice is one person with two sessions, and earlier decisions about them apply', async () => {
  const { admit, admission, proof, members, rows, remove, only } = await begun({})
  const first = await admit({ proof, nick: 'Gil' })
  assert.ok(first.guest)
  const second = await admit({ proof, nick: 'Gil G.', guest: first.guest })
  for (const { ticket } of [first, second]) await admission.enter(ticket)
  assert.deepEqual(await rows(), [['Gil G.', 3, 'none']])
  assert.equal((await members())[0]?.sessions.length, 2)
  await remove(await only(), true)
  const again = { proof, nick: 'Gil', guest: first.guest }
  await assert.rejects(admit(again), { code: 'banned' })
  assert.ok(await admit({ proof, nick: 'Gil' }), 'nothing else identifies a guest')
})

test('[BK24] a person who is denied while they wait is told so, and may ask again unless they are banned', async () => {
  const { admit, proof, rows, remove, only } = await begun({ waitingRoom: true })
  const { guest = '' } = await waits(admit({ proof, nick: 'Gil' }), 'waiting-room')
  await remove(await only(), false)
  await assert.rejects(admit({ proof, nick: 'Gil', guest, waits: true }), { code: 'not-permitted' })
  await waits(admit({ proof, nick: 'Gil', guest }), 'waiting-room')
  assert.deepEqual(await rows(), [['Gil', 5, 'waiting']])
  await remove(await only(), true)
  await assert.rejects(admit({ proof, nick: 'Gil', guest, waits: true }), { code: 'banned' })
})

test('[AD13] a person who waits with a personal link receives a new one, for the same single session', async () => {
  const { admit, admission, clock, bookings, booking, letIn } = await begun({ waitingRoom: true })
  const meetingUrl = bookings.shareLink(booking)
  const url = new URL(await admission.createPersonalLink(ACME, { meetingUrl, unionId: bram.unionId }))
  const proofOf = (token: string | null | undefined): Proof => ({ kind: 'personal-link', token: token ?? '' })
  const first = proofOf(url.searchParams.get('login'))
  clock.forward(4 * 60_000)
  const { login, guest } = await waits(admit({ proof: first }), 'waiting-room')
  assert.equal(guest, undefined)
  clock.forward(2 * 60_000)
  await assert.rejects(admit({ proof: first }), { code: 'pass-invalid' })
  await letIn(BRAM)
  const { ticket } = await admit({ proof: proofOf(login), waits: true })
  await admission.enter(ticket)
  await assert.rejects(admit({ proof: proofOf(login) }), { code: 'pass-used' })
})

test('[HM13] a look at a meeting with a wait shows the wait and no names, and asks nobody', async () => {
  const { admission, admit, shown, proof, rows, remove, only } = await begun({ waitingRoom: true })
  for (const by of [{ person: bram }, { proof }]) {
    const { wait, inside } = await admission.preview(shown(by))
    assert.deepEqual([wait, inside], ['waiting-room', []])
  }
  assert.deepEqual(await rows(), [])
  const { guest = '' } = await waits(admit({ proof, nick: 'Gil' }), 'waiting-room')
  await remove(await only(), true)
  await assert.rejects(admission.preview(shown({ proof, guest })), { code: 'banned' })
})

test('[BK24] the ticket of a person who was removed before they used it opens nothing', async () => {
  const { admit, admission, letIn, remove } = await begun({ waitingRoom: true })
  await waits(admit({ person: bram }), 'waiting-room')
  await letIn(BRAM)
  const { ticket } = await admit({ person: bram, waits: true })
  await remove(BRAM, false)
  await assert.rejects(admission.enter(ticket), { code: 'waiting-room' })
})
