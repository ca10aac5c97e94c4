import assert from 'node:assert/strict'
import test from 'node:test'
import { TestClock } from '../../../../client/test-clock.fixture.ts'
import type { LiveActRequest, LiveMeetingDetailsAnswer } from '../../../../contract/web/console-live-types.ts'
import { ApiError } from '../../api.ts'
import { openLiveMeeting, readLiveFilter } from './live-meeting.ts'

const ANSWER: LiveMeetingDetailsAnswer = {
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
const withPeople = (inside: number): LiveMeetingDetailsAnswer => ({ ...ANSWER, meeting: { ...ANSWER.meeting, inside } })

/** A meeting whose answers the test gives. `acts`: what each act is answered with; a text is the code of a refusal. */
function open(...acts: (boolean | string)[]) {
  const clock = new TestClock()
  const waiting: PromiseWithResolvers<LiveMeetingDetailsAnswer>[] = []
  const acted: LiveActRequest[] = []
  let signedOut = 0
  const meeting = openLiveMeeting(
    {
      liveMeeting: () => {
        const answer = Promise.withResolvers<LiveMeetingDetailsAnswer>()
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
  return { meeting, clock, waiting, acted, settle, signedOut: () => signedOut }
}

test('[CO29] a refresh waits for the one before, and shows what the answer says', async () => {
  const { meeting, waiting, settle } = open()
  void meeting.refresh()
  void meeting.refresh()
  assert.equal(waiting.length, 1)
  waiting[0]?.resolve(withPeople(3))
  await settle()
  assert.equal(meeting.facts.get()?.meeting.inside, 3)
  void meeting.refresh()
  assert.equal(waiting.length, 2)
})

test('[CO29] a meeting that is over stays as it was, and is not requested any more', async () => {
  const { meeting, waiting, settle } = open()
  void meeting.refresh()
  waiting[0]?.resolve(withPeople(2))
  await settle()
  void meeting.refresh()
  waiting[1]?.reject(new ApiError('conference-ended'))
  await settle()
  assert.deepEqual([meeting.isOver.get(), meeting.facts.get()?.meeting.inside], [true, 2])
  await meeting.refresh()
  assert.equal(waiting.length, 2)
})

test('[CO29] a long list is not loaded again, but the page notices the end of the meeting', async () => {
  const { meeting, waiting, settle } = open()
  void meeting.refresh()
  waiting[0]?.resolve({ ...withPeople(300), members: Array.from({ length: 201 }, () => ({}) as never) })
  await settle()
  void meeting.refresh()
  waiting[1]?.resolve(withPeople(299))
  await settle()
  const view = meeting.members.get()
  assert.deepEqual([meeting.facts.get()?.meeting.inside, view.phase === 'shown' && view.rows.length], [299, 201])
  void meeting.refresh()
  waiting[2]?.reject(new ApiError('conference-ended'))
  await settle()
  assert.equal(meeting.isOver.get(), true)
})

test('[CO30] an act is shown with its outcome for six seconds, and the roster is loaded anew', async () => {
  const { meeting, clock, waiting, acted, settle } = open(true, false, 'member-not-found')
  void meeting.refresh()
  void meeting.act({ act: 'mute', member: 'm2' }, 'Bram')
  await settle()
  const { id: _, ...shown } = meeting.outcome.get() ?? assert.fail('it is shown')
  assert.deepEqual(shown, { result: 'done', act: 'mute', name: 'Bram' })
  waiting[0]?.resolve(ANSWER)
  await settle()
  assert.equal(waiting.length, 2, 'the answer that was on its way may be from before the act')
  waiting[1]?.resolve(ANSWER)
  clock.pass(6_000)
  assert.equal(meeting.outcome.get(), undefined)
  void meeting.act({ act: 'lock' })
  await settle()
  assert.equal(meeting.outcome.get()?.result, 'unchanged')
  waiting[2]?.resolve(ANSWER)
  await settle()
  await meeting.act({ act: 'remove', member: 'm2', forbidRejoin: false }, 'Bram')
  const refused = meeting.outcome.get()
  assert.deepEqual([refused?.result, refused?.result === 'refused' && refused.code], ['refused', 'member-not-found'])
  assert.equal(acted.length, 3)
  meeting.dismiss()
  assert.equal(meeting.outcome.get(), undefined)
})

test('[CO30] an act of a person who was signed out leads to the sign-in page', async () => {
  const { meeting, signedOut } = open('signed-out')
  await meeting.act({ act: 'lock' })
  assert.equal(signedOut(), 1)
})

test('[CO29] the address says which members are listed', () => {
  assert.deepEqual(readLiveFilter({ filters: { list: 'past', q: 'a' } }), { list: 'past', q: 'a' })
  assert.deepEqual(readLiveFilter({ filters: { list: 'all' } }), { list: 'present', q: '' })
})
