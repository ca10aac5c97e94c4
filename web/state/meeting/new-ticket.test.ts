import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiError } from '../api.ts'
import type { EntryAnswer } from '../../../contract/web/types.ts'
import { requestNewTicket } from './new-ticket.ts'

const TEA: EntryAnswer = { conferenceId: 'c', title: 'Tea', inside: [], insideCount: 0 }

/** Asks a server that finds `found`, or refuses. */
async function ask({
  found = {},
  refusal,
  isSignedIn = false,
  wasOnlyDevice = true,
}: {
  found?: Partial<EntryAnswer>
  refusal?: ApiError
  isSignedIn?: boolean
  wasOnlyDevice?: boolean
}) {
  const passes: object[] = []
  const kept: string[] = []
  const answer = await requestNewTicket({
    calls: {
      async lookUp() {
        if (refusal) throw refusal
        return { ...TEA, ...found }
      },
      async pass(request) {
        passes.push(request)
        return { ticket: 'in', ...('nick' in request && { guest: 'again' }) }
      },
    },
    proofs: { roomCode: '123', token: 't' },
    conferenceId: 'c',
    device: 'Mac',
    isSignedIn,
    wasOnlyDevice,
    nick: 'Bob',
    guest: 'pass',
    keepGuest: (pass) => void kept.push(pass),
  })
  return { answer, passes, kept }
}

test('[RM109] a guest gets a ticket with their name and pass, and a person with an account without them', async () => {
  const request = { roomCode: '123', token: 't', guest: 'pass', device: 'Mac' }
  const guest = await ask({})
  assert.deepEqual(guest, { answer: { ticket: 'in' }, passes: [{ ...request, nick: 'Bob' }], kept: ['again'] })
  const ada = await ask({ found: { nick: 'Ada' }, isSignedIn: true })
  assert.deepEqual(ada, { answer: { ticket: 'in' }, passes: [request], kept: [] })
})

test('[RM109] no ticket is requested for another meeting, or for a person who would have to wait', async () => {
  const other = await ask({ found: { conferenceId: 'other' } })
  assert.deepEqual(other.answer, { end: { kind: 'refused', code: 'conference-ended' } })
  const waits = await ask({ found: { wait: 'waiting-room' } })
  assert.deepEqual(waits.answer, { end: { kind: 'refused', code: 'waiting-room' } })
  assert.deepEqual([other.passes, waits.passes], [[], []])
})

test('[RM163] a page does not come back beside a device that the person has joined with meanwhile', async () => {
  const moved = await ask({ found: { alreadyInside: true } })
  assert.deepEqual(moved, { answer: { end: { kind: 'closed', reason: 'replaced', by: 'move' } }, passes: [], kept: [] })
  const both = await ask({ found: { alreadyInside: true }, wasOnlyDevice: false })
  assert.deepEqual(both.answer, { ticket: 'in' })
})

test('[RM111] a refusal that lasts ends the way back with its reason', async () => {
  for (const [refusal, code] of [
    [new ApiError('banned'), 'banned'],
    [new ApiError('conference-ended'), 'conference-ended'],
    [new ApiError('conference-locked', { closedTo: 'guests' }), 'conference-locked'],
    [new ApiError('pass-used'), 'pass-used'],
    [new ApiError('not-admitted'), 'pass-invalid'],
    [new ApiError('host-absent'), 'host-absent'],
    [new ApiError('password-must-change'), 'signed-out'],
  ] as const) {
    assert.deepEqual((await ask({ refusal })).answer, { end: { kind: 'refused', code } })
  }
  const { answer } = await ask({ refusal: new ApiError('turned-away') })
  assert.deepEqual(answer, { end: { kind: 'closed', reason: 'removed' } })
})

test('[RM111] a person who is signed out meanwhile does not come back as a guest', async () => {
  const signedOut = { end: { kind: 'refused', code: 'signed-out' } }
  const asGuest = await ask({ isSignedIn: true })
  assert.deepEqual([asGuest.answer, asGuest.passes], [signedOut, []])
  assert.deepEqual((await ask({ isSignedIn: true, refusal: new ApiError('not-admitted') })).answer, signedOut)
})

test('[RM111] a refusal that may pass is tried again', async () => {
  for (const code of ['offline', 'unavailable', 'fault', 'too-many-tries', 'guests-full']) {
    await assert.rejects(ask({ refusal: new ApiError(code) }), { code })
  }
})
