import assert from 'node:assert/strict'
import test from 'node:test'
import { TestClock } from '../../../../client/test-clock.fixture.ts'
import type { LiveActRequest, LiveRoomAnswer } from '../../../../contract/web/console-live-types.ts'
import { ApiError } from '../../api.ts'
import { openLiveRoom, readLiveFilter } from './live-room.ts'

const ANSWER: LiveRoomAnswer = {
  meeting: {
    conferenceId: 'c',
    title: 'Weekly',
    roomCode: '1',
    startTime: 0,
    inside: 1,
    attended: 1,
    locked: false,
    engine: 'mesh',
    mediaDown: false,
    grades: { good: 0, fair: 0, poor: 0 },
  },
  everyoneMuted: false,
  waitingRoom: false,
  counts: { present: 1, past: 0 },
  members: [],
}
const withPeople = (inside: number): LiveRoomAnswer => ({ ...ANSWER, meeting: { ...ANSWER.meeting, inside } })

/** A meeting whose answers the test gives. `acts`: what each act is answered with; a text is the code of a refusal. */
function open(...acts: (boolean | string)[]) {
  const clock = new TestClock()
  const waiting: PromiseWithResolvers<LiveRoomAnswer>[] = []
  const acted: LiveActRequest[] = []
  let signedOut = 0
  const room = openLiveRoom(
    {
      liveRoom: () => {
        const answer = Promise.withResolvers<LiveRoomAnswer>()
        waiting.push(answer)
        return answer.promise
      },
      actLive: async (_corpId, _id, act) => {
        acted.push(act)
        const next = acts.shift() ?? true
        if (typeof next === 'string') throw new ApiError(next)
        return { changed: next }
      },
    },
    {
      corpId: 'dingacme',
      conferenceId: 'c',
      first: { list: 'present', q: '' },
      signedOut: () => void (signedOut += 1),
      clock,
    },
  )
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { room, clock, waiting, acted, settle, signedOut: () => signedOut }
}

test('[CO29] a refresh waits for the one before, and shows what the answer says', async () => {
  const { room, waiting, settle } = open()
  void room.refresh()
  void room.refresh()
  assert.equal(waiting.length, 1)
  waiting[0]?.resolve(withPeople(3))
  await settle()
  assert.equal(room.facts.get()?.meeting.inside, 3)
  void room.refresh()
  assert.equal(waiting.length, 2)
})

test('[CO29] a meeting that is over stays as it was, and is not requested any more', async () => {
  const { room, waiting, settle } = open()
  void room.refresh()
  waiting[0]?.resolve(withPeople(2))
  await settle()
  void room.refresh()
  waiting[1]?.reject(new ApiError('conference-ended'))
  await settle()
  assert.deepEqual([room.isOver.get(), room.facts.get()?.meeting.inside], [true, 2])
  await room.refresh()
  assert.equal(waiting.length, 2)
})

test('[CO30] an act is shown with its outcome for six seconds, and the roster is loaded anew', async () => {
  const { room, clock, waiting, acted, settle } = open(true, false, 'member-not-found')
  void room.refresh()
  void room.act({ act: 'mute', member: 'm2' }, 'Bram')
  await settle()
  const { id: _, ...shown } = room.outcome.get() ?? assert.fail('it is shown')
  assert.deepEqual(shown, { result: 'done', act: 'mute', name: 'Bram' })
  waiting[0]?.resolve(ANSWER)
  await settle()
  assert.equal(waiting.length, 2, 'the answer that was on its way may be from before the act')
  waiting[1]?.resolve(ANSWER)
  clock.pass(6_000)
  assert.equal(room.outcome.get(), undefined)
  void room.act({ act: 'lock' })
  await settle()
  assert.equal(room.outcome.get()?.result, 'unchanged')
  waiting[2]?.resolve(ANSWER)
  await settle()
  await room.act({ act: 'remove', member: 'm2', forbidRejoin: false }, 'Bram')
  const refused = room.outcome.get()
  assert.deepEqual([refused?.result, refused?.result === 'refused' && refused.code], ['refused', 'member-not-found'])
  assert.equal(acted.length, 3)
  room.dismiss()
  assert.equal(room.outcome.get(), undefined)
})

test('[CO30] an act of a person who was signed out leads to the sign-in page', async () => {
  const { room, signedOut } = open('signed-out')
  await room.act({ act: 'lock' })
  assert.equal(signedOut(), 1)
})

test('[CO29] the address says which members are listed', () => {
  assert.deepEqual(readLiveFilter({ filters: { list: 'past', q: 'a' } }), { list: 'past', q: 'a' })
  assert.deepEqual(readLiveFilter({ filters: { list: 'all' } }), { list: 'present', q: '' })
})
