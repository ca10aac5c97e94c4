import assert from 'node:assert/strict'
import test from 'node:test'
import type { FoundMeeting, FoundMeetings } from '../../../../contract/web/console-meetings-types.ts'
import { ApiError } from '../../api.ts'
import { gradeWord, openMeeting, readPart } from './meeting.ts'
import { openMeetingsList, readMeetingsFilter, type MeetingsQuery } from './meetings.ts'

const meeting = (conferenceId: string): FoundMeeting => ({
  conferenceId,
  title: 'Plan',
  roomCode: '1',
  organizer: 'Ada',
  startTime: 0,
  attended: 1,
  inside: 0,
})
const NOTHING = { title: '', person: '', guest: '', code: '', from: '', to: '' }

/** `answers`: what the server says to the next requests. */
function open(...answers: FoundMeetings[]) {
  const requests: [MeetingsQuery, string | undefined][] = []
  const list = openMeetingsList(
    {
      meetings: async (_corpId, query, { cursor }) => {
        requests.push([query, cursor])
        return answers.shift() ?? { meetings: [] }
      },
    },
    {
      corpId: 'acme',
      first: NOTHING,
      signedOut: () => {},
      startOf: (date, days) => Date.parse(`${date}T00:00Z`) + days * 86_400_000,
    },
  )
  return { list, requests }
}

test('[CO48] the filters are in the address, and what is no date or no whole code restricts nothing', async () => {
  assert.deepEqual(readMeetingsFilter({ filters: { title: 'plan', from: '2026-02-30x', to: '2026-03-01' } }), {
    ...NOTHING,
    title: 'plan',
    to: '2026-03-01',
  })
  const { list, requests } = open({ meetings: [meeting('a')], person: { unionId: 'bob', name: 'Bob' } })
  await list.show({ title: 'plan', person: 'bob', guest: 'Gil', code: '123 456', from: '2026-03-01', to: '2026-03-01' })
  const from = Date.parse('2026-03-01T00:00Z')
  assert.deepEqual(requests, [
    [{ title: 'plan', unionId: 'bob', guest: 'Gil', roomCode: '123456', from, to: from + 86_400_000 }, undefined],
  ])
  assert.equal(list.person.get(), 'Bob')
  await list.show({ ...NOTHING, code: '12' })
  assert.deepEqual(requests[1]?.[0], { title: '', unionId: '', guest: '', roomCode: '' })
})

test('[CO48] an empty page of a search is followed by the next, until there is a meeting or much was searched', async () => {
  const found = open({ meetings: [], cursor: '1' }, { meetings: [], cursor: '2' }, { meetings: [meeting('a')] })
  await found.list.show(NOTHING)
  assert.deepEqual(
    found.requests.map(([, cursor]) => cursor),
    [undefined, '1', '2'],
  )
  const view = found.list.view.get()
  assert.deepEqual(
    [view.phase, view.phase === 'shown' && view.rows.length, view.phase === 'shown' && view.hasMore],
    ['shown', 1, false],
  )
  const endless = open(...Array.from({ length: 99 }, () => ({ meetings: [], cursor: 'more' })))
  await endless.list.show(NOTHING)
  const stopped = endless.list.view.get()
  assert.deepEqual([endless.requests.length, stopped.phase === 'shown' && stopped.hasMore], [11, true])
})

test('[CO48] a running meeting is loaded again, an ended one is not, and the page says why there is none', async () => {
  const answers: (object | string)[] = [
    'conference-not-found',
    { ...meeting('a'), inside: 1 },
    'offline',
    { ...meeting('a'), endTime: 9 },
  ]
  let requests = 0
  const model = openMeeting(
    {
      meeting: async () => {
        requests += 1
        const next = answers.shift()
        if (typeof next === 'object') return next as never
        throw new ApiError(next ?? 'offline')
      },
      log: async () => ({ entries: [] }),
      quality: async () => ({ people: [] }),
    },
    { corpId: 'acme', id: 'a', signedOut: () => {} },
  )
  await model.refresh()
  assert.deepEqual(model.view.get(), { phase: 'refused', code: 'conference-not-found' })
  await model.refresh()
  await model.refresh()
  assert.equal(model.view.get().phase, 'shown', 'it stays while the server does not answer')
  await model.refresh()
  await model.refresh()
  assert.equal(requests, 4)
})

test('[CO48] the address says which part of a meeting is shown', () => {
  assert.deepEqual(
    [{}, { part: 'log' }, { part: 'x' }].map((filters) => readPart({ filters })),
    ['attendance', 'log', 'attendance'],
  )
})

test('[CO45] a mean grade has a word', () => {
  assert.deepEqual([undefined, 1, 1.49, 1.5, 2.49, 2.5, 3].map(gradeWord), [
    'none',
    'poor',
    'poor',
    'fair',
    'fair',
    'good',
    'good',
  ])
})
