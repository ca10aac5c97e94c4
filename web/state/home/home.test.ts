import assert from 'node:assert/strict'
import test from 'node:test'
import type { HomeAnswer } from '../../../contract/web/types.ts'
import type { Api } from '../api.ts'
import { openHome, wayInto } from './home.ts'
import { pending, refuse } from '../stub.fixture.ts'

const meetings: HomeAnswer = {
  ongoing: [{ conferenceId: 'c', title: 'Plan', roomCode: '47', startTime: 1, status: 3, inside: 2 }],
  recent: [],
  booked: [],
  waitingRoom: false,
}

function open(
  parts: Partial<Pick<Api, 'home' | 'startConference' | 'cancelBooking' | 'cancelDate'>> = {},
  settled = async () => {},
) {
  const entered: unknown[] = []
  let signedOut = 0
  const home = openHome(
    {
      home: async () => meetings,
      startConference: async () => ({ roomCode: '48' }),
      cancelBooking: async () => undefined,
      cancelDate: async () => undefined,
      ...parts,
    },
    { enter: (arrival) => entered.push(arrival), signedOut: () => void (signedOut += 1), settled },
  )
  return { home, entered, signedOut: () => signedOut }
}

test('[PG12] the home page has nothing to show before the first answer, and the meetings after it', async () => {
  const { home } = open()
  assert.equal(home.view.get().meetings, undefined)
  await home.refresh()
  assert.deepEqual(home.view.get().meetings, meetings)
})

test('[PG12] a failed refresh keeps the lists and says that they may be old until one succeeds', async () => {
  let isUp = true
  const { home } = open({ home: async () => (isUp ? meetings : refuse('offline')()) })
  await home.refresh()
  isUp = false
  await home.refresh()
  assert.deepEqual([home.view.get().meetings, home.view.get().isStale], [meetings, true])
  isUp = true
  await home.refresh()
  assert.equal(home.view.get().isStale, false)
})

test('[PG12] refreshes at the same time share one request', async () => {
  const question = pending<HomeAnswer>()
  const { home } = open({ home: question.ask })
  const both = [home.refresh(), home.refresh()]
  question.answer(meetings)
  await Promise.all(both)
  assert.equal(question.asked(), 1)
})

test('[PG12] a person signed out elsewhere learns that at the next refresh', async () => {
  const { home, signedOut } = open({ home: refuse('signed-out') })
  await home.refresh()
  assert.equal(signedOut(), 1)
})

test('[PG12] a meeting is started once, under its topic if it has one, and entered', async () => {
  const requests: unknown[] = []
  const { home, entered } = open({
    startConference: async (given) => {
      requests.push(given)
      return { roomCode: '48' }
    },
  })
  await Promise.all([home.start('  Plan '), home.start('Plan')])
  await home.start('  ')
  assert.deepEqual(requests, [{ title: 'Plan' }, {}])
  assert.deepEqual(entered, [
    { kind: 'link', roomCode: '48' },
    { kind: 'link', roomCode: '48' },
  ])
})

test('[PG12] the page says why a meeting could not be started, and opens nothing', async () => {
  const { home, entered } = open({ startConference: refuse('fault') })
  await home.start('Plan')
  assert.deepEqual([home.view.get().startError, home.view.get().isStarting, entered], ['fault', false, []])
})

test('[PG12] one press rejoins a meeting in progress', () => {
  const { home, entered } = open()
  home.rejoin('47')
  assert.deepEqual(entered, [{ kind: 'link', roomCode: '47' }])
})

const booked: HomeAnswer['booked'][number] = {
  bookingId: 'b',
  title: 'Review',
  roomCode: '49',
  passcode: '1234567890',
  startTime: 1,
  endTime: 2,
  state: 'upcoming',
  inside: 0,
  host: true,
  own: true,
  organizer: 'Ada',
  invited: 0,
  link: 'https://meet.example/j/x',
  calendarLink: 'https://meet.example/j/x/calendar.ics',
}

test('[PG19] the host starts a booking that is not in progress; everybody else joins', () => {
  assert.equal(wayInto(booked), 'start')
  assert.equal(wayInto({ ...booked, state: 'going-on' }), 'join')
  assert.equal(wayInto({ ...booked, host: false }), 'join')
})

test('[PG19] a booking is canceled once, and then the meetings are loaded again', async () => {
  const requests: string[] = []
  const before = pending<HomeAnswer>()
  let answers = 0
  const { home } = open({
    home: () => ((answers += 1) === 1 ? before.ask() : Promise.resolve(meetings)),
    cancelBooking: async (id) => requests.push(id),
  })
  const refreshing = home.refresh()
  const canceling = [home.cancel('b'), home.cancel('b')]
  assert.equal(home.view.get().canceling, 'b')
  before.answer({ ...meetings, booked: [booked] })
  assert.deepEqual(await Promise.all(canceling), [true, false])
  await refreshing
  assert.deepEqual(
    [requests, answers, home.view.get().meetings, home.view.get().canceling],
    [['b'], 2, meetings, undefined],
  )
})

test('[PG19] the page says why a booking could not be canceled, and the person can try again', async () => {
  const { home } = open({ cancelBooking: refuse('not-permitted') })
  assert.equal(await home.cancel('b'), false)
  assert.deepEqual([home.view.get().cancelError, home.view.get().canceling], ['not-permitted', undefined])
})

test('[PG40] the lists are loaded when the meeting that the person comes from has been left', async () => {
  const left = Promise.withResolvers<void>()
  let requests = 0
  const { home } = open({ home: async () => ((requests += 1), meetings) }, () => left.promise)
  const loading = home.refresh()
  await Promise.resolve()
  assert.equal(requests, 0)
  left.resolve()
  await loading
  assert.equal(requests, 1)
})

test('[PG19] [HM27] one date of a booking is canceled', async () => {
  const requests: unknown[] = []
  const { home } = open({ cancelDate: async (...given) => requests.push(given) })
  assert.equal(await home.cancel('b', '2026-03-29'), true)
  assert.deepEqual(requests, [['b', '2026-03-29']])
})
