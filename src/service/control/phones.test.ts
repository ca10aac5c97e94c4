import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personKey, type Person } from '../../conference/identity.ts'
import { CREATE, ID, openConductor } from '../conduct/conductor.fixture.ts'
import { Phones } from './phones.ts'
import type { LineNews } from './telephony.ts'
import { RecordedStore, ManualClock } from '../conduct/recorded-store.fixture.ts'

const DESK: Person = { kind: 'phone', number: '1380' }
const member = personKey(DESK)

/** A conference that calls a telephone; `told` has what reached it, `faults` what failed. */
async function calling() {
  const store = new RecordedStore()
  const clock = new ManualClock()
  const told: string[] = []
  const beats: string[] = []
  const faults: unknown[] = []
  let news: (what: LineNews) => void = () => {}
  let isUp = true
  let sessions = 0
  const { feed, conductor } = openConductor(store, { clock })
  const phones = new Phones({
    conductor,
    clock,
    presence: { beat: (_, participantId) => void beats.push(participantId) },
    ids: { object: () => `session-${(sessions += 1)}` },
    onFault: (fault) => void faults.push(fault),
    telephony: {
      call: ({ number }, tell) => {
        told.push(`called ${number}`)
        news = tell
        return { isUp: () => isUp, hangUp: () => void told.push('hung up') }
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
    told,
    beats,
    faults,
    invite,
    loadCommitted,
    does: async (what: LineNews) => {
      news(what)
      // What follows from it is written in a few turns of the loop.
      for (let turns = 0; turns < 20; turns += 1) await new Promise(setImmediate)
    },
    cut: () => (isUp = false),
  }
}

test('[PH5] removing a telephone hangs up, whether it rings or is in the meeting', async () => {
  const held = await calling()
  const remove = () =>
    held.conductor.execute(ID, {
      type: 'remove',
      by: { kind: 'app', clientId: 'app' },
      targets: [{ member }],
      forbidRejoin: false,
    })
  await held.does('ringing')
  await remove()
  await held.invite()
  await held.does('answered')
  assert.equal((await held.loadCommitted())?.sessions.length, 1)
  await remove()
  assert.deepEqual(held.told, ['called 1380', 'hung up', 'called 1380', 'hung up'])
  await held.does('ended')
  assert.equal((await held.loadCommitted())?.removed, true)
})

test('[PH2] a telephone that is being called or is in the meeting is not called again', async () => {
  const held = await calling()
  await held.invite()
  await held.does('answered')
  await held.invite()
  assert.deepEqual(held.told, ['called 1380'])
})

test('[PH7] a line sends heartbeats only while it is up and answered', async () => {
  const held = await calling()
  held.phones.beat()
  assert.deepEqual(held.beats, [])
  await held.does('answered')
  held.phones.beat()
  held.cut()
  held.phones.beat()
  assert.deepEqual(held.beats, ['session-1', 'session-1'])
})

test('[PH6] a telephone whose join cannot be stored is hung up, and the error is reported', async () => {
  const held = await calling()
  held.store.fault = new Error('disk full')
  await held.does('answered')
  const desk = await held.loadCommitted()
  assert.deepEqual([desk?.sessions.length, desk?.call.state], [0, 'failed'])
  assert.deepEqual([held.told, held.faults.map(String)], [['called 1380', 'hung up'], ['Error: disk full']])
})
