import assert from 'node:assert/strict'
import { test } from 'node:test'
import { userKey, type UnionId } from '../../conference/identity.ts'
import { ada, bram, gus, link, opened, passcode } from './meetings.fixture.ts'

/** The booked meeting, and who is its host now. */
async function booked(terms: Parameters<typeof opened>[0] = {}) {
  const world = await opened(terms)
  const { meetings, conductor, booking } = world
  const hostPassword = passcode(booking.hostPasscode)
  const conference = async () => {
    const meeting = await meetings.find(booking.roomCode)
    assert.ok(meeting)
    return conductor.loadCommitted(meeting.id)
  }
  const host = async () => {
    const { head, members } = await conference()
    return members.get(head.host)?.nick
  }
  const enter = async (by: Parameters<typeof world.admit>[0]) => world.admission.enter((await world.admit(by)).ticket)
  return { ...world, hostPassword, host, enter, conference }
}

test('[EN9] a guest and a colleague with the host password become host when they join', async () => {
  const { enter, admit, host, hostPassword, conference } = await booked()
  await enter({ person: ada })
  const { ticket } = await admit({ proof: hostPassword, nick: 'Zoe' })
  assert.ok(ticket)
  assert.equal(await host(), 'ada', 'a ticket alone changes nothing')
  await enter({ proof: hostPassword, nick: 'Zoe' })
  assert.equal(await host(), 'Zoe')
  await enter({ person: bram, proof: hostPassword })
  assert.equal(await host(), 'bram')
  await enter({ person: gus, proof: hostPassword })
  assert.equal(await host(), 'gus')
  const { members } = await conference()
  assert.deepEqual(
    [...members.values()].map(({ nick, sessions }) => [nick, sessions.length]),
    [
      ['ada', 1],
      ['Zoe', 1],
      ['bram', 1],
      ['gus', 1],
    ],
    'those who were host stay',
  )
})

test('[EN9] the preview says that the holder becomes host, and the passcode makes nobody host', async () => {
  const { admission, shown, enter, host, hostPassword, booking } = await booked()
  const preview = async (proof: typeof hostPassword) => (await admission.preview(shown({ proof }))).asHost
  assert.deepEqual([await preview(hostPassword), await preview(passcode(booking.passcode))], [true, undefined])
  await enter({ person: ada })
  await enter({ proof: passcode(booking.passcode) })
  assert.equal(await host(), 'ada')
})

test('[EN9] no lock, waiting room or absent host stops the holder of the host password', async () => {
  const { enter, admit, host, hostPassword, booking } = await booked({
    waitingRoom: true,
    beforeHost: false,
    locked: true,
    guests: false,
  })
  await assert.rejects(admit({ proof: link(booking.linkToken) }), { code: 'conference-locked' })
  await enter({ proof: hostPassword, nick: 'Zoe' })
  assert.equal(await host(), 'Zoe')
})

test('[EN9] a ban, a removal from a locked conference, and a meeting for insiders stop the holder', async () => {
  const { enter, admit, hostPassword, conference, conductor } = await booked()
  await enter({ person: ada })
  await enter({ person: bram })
  const { head } = await conference()
  const by = { kind: 'app', clientId: 'app' } as const
  const remove = (forbidRejoin: boolean) => {
    const targets = [{ member: userKey('bram' as UnionId) }]
    return conductor.execute(head.id, { type: 'remove', by, targets, forbidRejoin })
  }
  await remove(false)
  await conductor.execute(head.id, { type: 'lock', by })
  await assert.rejects(admit({ person: bram, proof: hostPassword }), { code: 'conference-locked' })
  await remove(true)
  await assert.rejects(admit({ person: bram, proof: hostPassword }), { code: 'banned' })
  await conductor.execute(head.id, { type: 'change-settings', by, settings: { insidersOnly: true } })
  await assert.rejects(admit({ proof: hostPassword }), { code: 'conference-locked' })
})

test('[EN13] a page that joins again does not take back a host role that was given to somebody else, unless it is claimed', async () => {
  const { admission, shown, enter, admit, host, hostPassword, conference, conductor } = await booked()
  await enter({ person: bram, proof: hostPassword })
  await enter({ person: ada })
  const { head } = await conference()
  const by = { kind: 'person', unionId: bram.unionId } as const
  await conductor.execute(head.id, { type: 'hand-over-host', by, to: userKey('ada' as UnionId) })
  const again = { person: bram, proof: hostPassword }
  assert.equal((await admission.preview(shown(again))).asHost, undefined)
  await enter(again)
  assert.equal(await host(), 'ada')
  assert.equal((await admission.preview(shown({ ...again, claimsHost: true }))).asHost, true)
  await enter({ ...again, claimsHost: true })
  assert.equal(await host(), 'bram')
  // Ada was host by her booking, and bram took the role from her: she is the one who has to claim it now.
  await enter({ person: ada, proof: hostPassword })
  assert.equal(await host(), 'bram')
  await conductor.execute(head.id, { type: 'lock', by: { kind: 'app', clientId: 'app' } })
  assert.ok(
    (await admit({ person: ada, proof: hostPassword })).ticket,
    'the password opens a locked meeting all the same',
  )
})

test('[EN13] a host who lost the role because they were away gets it back by the host password', async () => {
  const { enter, host, hostPassword, conductor } = await booked()
  const { conferenceId, participantId } = await enter({ person: bram, proof: hostPassword })
  await enter({ person: ada })
  const by = { kind: 'person', unionId: bram.unionId } as const
  await conductor.execute(conferenceId, { type: 'leave', by, participantId })
  await conductor.execute(conferenceId, { type: 'succeed-host', by: { kind: 'system', reason: 'succession' } })
  assert.equal(await host(), 'ada')
  await enter({ person: bram, proof: hostPassword })
  assert.equal(await host(), 'bram')
})

test('[EN13] a host who got the role back has it again after they were away', async () => {
  const { enter, host, hostPassword, conductor } = await booked()
  const again = { person: bram, proof: hostPassword }
  const { conferenceId, participantId } = await enter(again)
  await enter({ person: ada })
  const handOver = (from: UnionId, to: string) => {
    const by = { kind: 'person', unionId: from } as const
    return conductor.execute(conferenceId, { type: 'hand-over-host', by, to: userKey(to as UnionId) })
  }
  await handOver(bram.unionId, 'ada')
  await handOver(ada.unionId, 'bram')
  const by = { kind: 'person', unionId: bram.unionId } as const
  await conductor.execute(conferenceId, { type: 'leave', by, participantId })
  await conductor.execute(conferenceId, { type: 'succeed-host', by: { kind: 'system', reason: 'succession' } })
  assert.equal(await host(), 'ada')
  await enter(again)
  assert.equal(await host(), 'bram')
})

test('[EN13] a claim without the host password makes nobody host', async () => {
  const { admission, shown, enter, host, booking } = await booked()
  await enter({ person: ada })
  const claim = { proof: passcode(booking.passcode), claimsHost: true, nick: 'Zoe' } as const
  assert.equal((await admission.preview(shown(claim))).asHost, undefined)
  await enter(claim)
  assert.equal(await host(), 'ada')
})

test('[EN13] a banned guest without their pass is a new guest, and the host password makes them host', async () => {
  const { enter, host, hostPassword, conference, conductor } = await booked()
  await enter({ person: ada })
  const { key } = await enter({ proof: hostPassword, nick: 'Zoe' })
  const { head } = await conference()
  const by = { kind: 'app', clientId: 'app' } as const
  await conductor.execute(head.id, { type: 'remove', by, targets: [{ member: key }], forbidRejoin: true })
  await enter({ proof: hostPassword, nick: 'Zoe' })
  assert.equal(await host(), 'Zoe')
})

test('[EN10] [EN5] wrong host passwords are limited like passcodes, also those of colleagues', async () => {
  const { admit, hostPassword } = await booked()
  for (let tries = 0; tries < 30; tries += 1) {
    const by = tries < 2 ? { person: bram } : {}
    await assert.rejects(admit({ ...by, proof: passcode('1') }), { code: 'pass-invalid' })
  }
  await assert.rejects(admit({ person: ada, proof: hostPassword }), { code: 'too-many-tries' })
  await assert.rejects(admit({ proof: hostPassword }), { code: 'too-many-tries' })
  await admit({ proof: hostPassword, from: '10.0.0.2' })
  await admit({ person: bram })
})

test('[EN15] nobody knows the host password of a booked meeting', async () => {
  const { admission, shown, enter } = await booked()
  const seen = async () => (await admission.preview(shown({ person: bram }))).hasHostPassword
  assert.equal(await seen(), undefined)
  await enter({ person: ada })
  assert.equal(await seen(), undefined)
})
