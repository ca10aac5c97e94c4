import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room } from './room.fixture.ts'

test('[RM148] people with the same name are numbered by their first appearance; a name of one person has no number', () => {
  const met = room()
  met.conference.welcome([
    person('me'),
    person('a', { nick: 'Gil' }),
    person('b', { nick: 'gil' }),
    person('c', { nick: 'Gus' }),
  ])
  const places = () =>
    met.model.people.get().inMeeting.map(({ key, namesake }) => [key, namesake && `${namesake.place}/${namesake.of}`])
  assert.deepEqual(places(), [
    ['me', undefined],
    ['a', '1/2'],
    ['b', '2/2'],
    ['c', undefined],
  ])
  met.conference.change([person('a', { nick: 'Gil', status: 6, sessions: [] })])
  assert.deepEqual(places(), [
    ['me', undefined],
    ['b', undefined],
    ['c', undefined],
  ])
})
