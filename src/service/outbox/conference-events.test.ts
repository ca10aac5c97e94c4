import assert from 'node:assert/strict'
import { test } from 'node:test'
import Value from 'typebox/value'
import { MeetingMemberStatusChange, MeetingStatusChange } from '../../../contract/event/conference-events.ts'
import {
  ann,
  bob,
  guest,
  keyOf,
  phone,
  Scenario,
  session,
  user,
  type TestIntent,
} from '../../conference/scenario.fixture.ts'
import type { ConferenceId } from '../../conference/identity.ts'
import { toConferenceEvents } from './conference-events.ts'
import type { NewOutboxEvent } from './outbox-event.ts'

const ID = 'c1' as ConferenceId

/** A conference, and the outbox events of each command. */
class RecordedConference {
  readonly #scenario = new Scenario()

  record(act: (scenario: Scenario) => unknown): readonly NewOutboxEvent[] {
    const [before, from] = [this.#scenario.state, this.#scenario.log.length]
    act(this.#scenario)
    const events = this.#scenario.log.slice(from).map((event, index) => ({ seq: from + index + 1, event }))
    const outboxEvents = toConferenceEvents({ id: ID, before, after: this.#scenario.state, events })
    for (const { type, data } of outboxEvents)
      Value.Assert(type === 'meeting_status_change' ? MeetingStatusChange : MeetingMemberStatusChange, data)
    return outboxEvents
  }

  when(at: number, intent: TestIntent) {
    return this.record((scenario) => scenario.when(at, intent))
  }

  join(at: number, who: Parameters<Scenario['join']>[1], name: string) {
    return this.record((scenario) => scenario.join(at, who, name))
  }
}

/** Type, scene, sequence number and people, in a line each. */
function lines(outboxEvents: readonly NewOutboxEvent[]): readonly string[] {
  return outboxEvents.map(({ data }) => {
    if (!('statusSeqNum' in data)) return assert.fail('not of a conference')
    const people =
      'openMemberModels' in data ? data.openMemberModels.map((one) => `${one.userNick}=${one.attendStatus}`) : []
    return [data.statusSeqNum, data.changeScene, ...people].join(' ')
  })
}

test('[EV1] [EV2] [EV4] a conference tells of its beginning, its members and its end, in order', () => {
  const conference = new RecordedConference()
  const created = conference.record((scenario) => scenario.create(1_000, { invitees: [bob] }))
  assert.deepEqual(lines(created), ['1 conference_created', '2 user_invited bob=1'])
  assert.deepEqual(lines(conference.join(2_000, ann, 's1')), ['3 user_join ann=3'])
  assert.deepEqual(conference.join(3_000, ann, 's2'), [], 'a second device')
  assert.deepEqual(lines(conference.when(4_000, { type: 'decline-ring', member: keyOf('bob') })), [], 'declined')
  assert.deepEqual(conference.when(5_000, { type: 'leave', participantId: session('s1') }), [], 'a device of two')
  assert.deepEqual(
    lines(conference.join(6_000, bob, 's3')).map((line) => line.replace(/^\d+ /, '')),
    ['user_join bob=3'],
  )
  const removed = lines(
    conference.when(7_000, { type: 'remove', targets: [{ member: keyOf('bob') }], forbidRejoin: false }),
  )
  assert.deepEqual(
    removed.map((line) => line.replace(/^\d+ /, '')),
    ['user_kicked bob=5'],
  )
  const ended = lines(conference.when(8_000, { type: 'close' }))
  assert.deepEqual(
    ended.map((line) => line.replace(/^\d+ /, '')),
    ['user_leave ann=6', 'conference_closed'],
  )
  const numbers = ended.map((line) => Number(line.split(' ')[0]))
  assert.ok((numbers[0] as number) < (numbers[1] as number) && (numbers[0] as number) > 7)
})

test('[EV3] people who change together are in one event, 100 in each', () => {
  const conference = new RecordedConference()
  const invitees = Array.from({ length: 230 }, (_, n) => user(`p${n}`))
  const [, ...invited] = conference.record((scenario) => scenario.create(1_000, { invitees }))
  const counts = invited.map(({ data }) => ('openMemberModels' in data ? data.openMemberModels.length : 0))
  assert.deepEqual(counts, [100, 100, 30])
  assert.deepEqual(
    lines(invited).map((line) => line.split(' ')[0]),
    ['101', '201', '231'],
  )
})

test('[EV5] guests, telephones and people of other organizations have an empty userId', () => {
  const conference = new RecordedConference()
  conference.record((scenario) => scenario.create(1_000))
  const outsider = { ...user('out'), outside: true }
  for (const [who, isOutside] of [
    [guest, true],
    [phone, true],
    [outsider, true],
    [ann, false],
  ] as const) {
    const [first] = conference.join(2_000, who, `s-${who.nick}`)
    const model = first && 'openMemberModels' in first.data ? first.data.openMemberModels[0] : undefined
    assert.equal(model?.userId, isOutside ? '' : 'ann')
    assert.equal(model?.outerOrgMember, isOutside || undefined)
    assert.equal(model?.pstnJoin, who === phone)
    assert.equal(model?.joinTime, 2_000)
    assert.equal(model && 'leaveTime' in model, false)
  }
})

test('[EV5] the duration of a member counts up to the event', () => {
  const conference = new RecordedConference()
  conference.record((scenario) => scenario.create(1_000))
  conference.join(2_000, ann, 's1')
  const [left] = conference.when(5_000, { type: 'leave', participantId: session('s1') })
  const model = left && 'openMemberModels' in left.data ? left.data.openMemberModels[0] : undefined
  assert.deepEqual([model?.duration, model?.joinTime, model?.leaveTime, model?.host], [3_000, 2_000, 5_000, true])
})

test('[EV1] the events of a conference name the app that created it', () => {
  const conference = new RecordedConference()
  const [created] = conference.record((scenario) => scenario.create(1_000))
  const [joined] = conference.join(2_000, ann, 's1')
  assert.deepEqual([created?.clientId, joined?.clientId], ['app', 'app'])
})
