import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personKey, type Person } from '../../conference/identity.ts'
import { CREATE, ID, openConductor } from '../conduct/conductor.fixture.ts'
import { Phones } from './phones.ts'
import type { LineReport } from './telephony.ts'
import { RecordedStore, ManualClock } from '../conduct/recorded-store.fixture.ts'

const DESK: Person = { kind: 'phone', number: '1380' }
const member = personKey(DESK)

/** A conference that calls a telephone. `calls`: what the telephone was asked to do; `errors`: what failed. */
async function calling() {
  const store = new RecordedStore()
  const clock = new ManualClock()
  const calls: string[] = []
  const beats: string[] = []
  const errors: unknown[] = []
  let report: (what: LineReport) => void = () => {}
  let isUp = true
  let sessions = 0
  const { feed, conductor } = openConductor(store, { clock })
  const phones = new Phones({
    conductor,
    clock,
    presence: { beat: (_, participantId) => void beats.push(participantId) },
    ids: { object: () => `session-${(sessions += 1)}` },
    onError: (error) => void errors.push(error),
    telephony: {
      call: ({ number }, onReport) => {
        calls.push(`called ${number}`)
        report = onReport
        return { isUp: () => isUp, hangUp: () => void calls.push('hung up') }
      },
    },
  })
  feed.start([phones])
  await conductor.execute(ID, CREATE)
  const invite = () =>
    conductor.execute(ID, {
      type: 'invite',
      by: { kind: 'app', clientId: 'app' },
      invitees: [{ person: DESK, nick: 'Desk', outside: true }],
      telephony: true,
    })
  await invite()
  const loadCommitted = async () => {
    const { members } = await conductor.loadCommitted(ID)
    return members.get(member)
  }
  return {
    conductor,
    phones,
    store,
    calls,
    beats,
    errors,
    invite,
    loadCommitted,
    does: async (what: LineReport) => {
      report(what)
      // What follows from it is written in a few turns of the loop.
      for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate)
    },
    cut: () => (isUp = false),
  }
}

test('[PH5] removing a telephone hangs up, whether it rings or is in the meeting', async () => {
  const phone = await calling()
  const remove = () =>
    phone.conductor.execute(ID, {
      type: 'remove',
      by: { kind: 'app', clientId: 'app' },
      targets: [{ member }],
      forbidRejoin: false,
    })
  await phone.does('ringing')
  await remove()
  await phone.invite()
  await phone.does('answered')
  assert.equal((await phone.loadCommitted())?.sessions.length, 1)
  await remove()
  assert.deepEqual(phone.calls, ['called 1380', 'hung up', 'called 1380', 'hung up'])
  await phone.does('ended')
  assert.equal((await phone.loadCommitted())?.removed, true)
})

test('[PH2] a telephone that is being called or is in the meeting is not called again', async () => {
  const phone = await calling()
  await phone.invite()
  await phone.does('answered')
  await phone.invite()
  assert.deepEqual(phone.calls, ['called 1380'])
})

test('[PH7] a line sends heartbeats only while it is up and answered', async () => {
  const phone = await calling()
  phone.phones.beat()
  assert.deepEqual(phone.beats, [])
  await phone.does('answered')
  phone.phones.beat()
  phone.cut()
  phone.phones.beat()
  assert.deepEqual(phone.beats, ['session-1', 'session-1'])
})

test('[PH6] a telephone whose join cannot be stored is hung up, and the error is reported', async () => {
  const phone = await calling()
  phone.store.failure = new Error('disk full')
  await phone.does('answered')
  const desk = await phone.loadCommitted()
  assert.deepEqual([desk?.sessions.length, desk?.call.state], [0, 'failed'])
  assert.deepEqual([phone.calls, phone.errors.map(String)], [['called 1380', 'hung up'], ['Error: disk full']])
})
