import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Proof } from './proofs.ts'
import { ACME, ada, bram, gus, HOUR, link, opened, passcode } from './meetings.fixture.ts'

test('[BK10] people of the organization need no proof; all others need the link or the passcode of the booking', async () => {
  const { admit, booking, admission, shown, running } = await opened()
  for (const by of [
    {},
    { person: gus },
    { proof: link('1_x') },
    { proof: passcode('0') },
    { person: gus, proof: link(booking.hostPasscode) },
  ]) {
    await assert.rejects(admit(by), { code: 'pass-invalid' })
  }
  const seen = await admission.preview(shown({ person: bram }))
  assert.deepEqual([seen.title, seen.nick, seen.inside], ['Review', 'bram', []])
  assert.equal(await running(), 0)
  const first = await admit({ person: bram })
  assert.equal(first.conferenceId, seen.conferenceId, 'the ticket is for the conference that was looked at')
  assert.equal(await running(), 1)
  const later = await Promise.all([
    admit({ person: gus, proof: link(booking.linkToken) }),
    admit({ proof: link(booking.linkToken) }),
    admit({ proof: passcode(booking.passcode) }),
  ])
  for (const { conferenceId } of later) assert.equal(conferenceId, first.conferenceId)
  await admission.enter(first.ticket)
  assert.deepEqual((await admission.preview(shown({ person: ada }))).inside, ['bram'])
  assert.equal(await running(), 1)
})

test('[BK9] [EN6] a booking that is over admits nobody, unless its conference is running', async () => {
  const { admit, clock, close } = await opened()
  clock.forward(2 * HOUR - 1)
  const { conferenceId } = await admit({ person: ada })
  clock.forward(HOUR)
  assert.equal((await admit({ person: bram })).conferenceId, conferenceId)
  await close(conferenceId)
  await assert.rejects(admit({ person: bram }), { code: 'conference-ended' })
})

test('[BK21] a personal link is for the next conference of a booking and for no later one', async () => {
  const { admit, admission, bookings, booking, close } = await opened()
  const meetingUrl = bookings.shareLink(booking)
  const proofOf = (url: string): Proof => ({
    kind: 'personal-link',
    token: new URL(url).searchParams.get('login') as string,
  })
  const proof = proofOf(await admission.createPersonalLink(ACME, { meetingUrl, unionId: bram.unionId }))
  const { conferenceId, ticket } = await admit({ proof })
  await admission.enter(ticket)
  await assert.rejects(admit({ proof }), { code: 'pass-used' })
  await close(conferenceId)
  await assert.rejects(admit({ proof }), { code: 'pass-invalid' })
  const again = proofOf(await admission.createPersonalLink(ACME, { meetingUrl, unionId: bram.unionId }))
  assert.notEqual((await admit({ proof: again })).conferenceId, conferenceId)
})

test('[BK5] a canceled booking without a conference admits nobody and begins none', async () => {
  const { admit, admission, shown, bookings, booking, running } = await opened()
  await bookings.cancel(ACME, booking.id, ada.unionId)
  await assert.rejects(admit({ person: ada }), { code: 'conference-ended' })
  await assert.rejects(admission.preview(shown({ person: ada })), { code: 'conference-ended' })
  await assert.rejects(admit({ proof: link('1_x') }), { code: 'pass-invalid' }, 'who proves nothing learns nothing')
  assert.equal(await running(), 0)
})

test('[BK5] a person who is called into the conference of a canceled booking may not join', async () => {
  const { admit, admission, bookings, booking } = await opened()
  const { conferenceId, ticket } = await admit({ person: ada })
  const newcomer = { person: { kind: 'user', unionId: bram.unionId }, nick: 'bram', outside: false } as const
  await admission.checkMember(conferenceId, newcomer)
  await bookings.cancel(ACME, booking.id, ada.unionId)
  await assert.rejects(admission.checkMember(conferenceId, newcomer), { code: 'conference-ended' })
  await admission.enter(ticket) // it stays valid for its minute
})

test('[BK5] [RG2] nobody is called into the conference of a canceled booking; people in it need no call', async () => {
  const { admit, admission, meetings, bookings, booking } = await opened()
  const { conferenceId: id, ticket } = await admit({ person: ada })
  await admission.enter(ticket)
  const person = ({ unionId }: typeof ada) => ({ person: { kind: 'user', unionId } }) as const
  await meetings.requireOpenTo(id, [person(bram)])
  await bookings.cancel(ACME, booking.id, ada.unionId)
  await meetings.requireOpenTo(id, [person(ada)])
  await assert.rejects(meetings.requireOpenTo(id, [person(ada), person(bram)]), { code: 'conference-ended' })
})
