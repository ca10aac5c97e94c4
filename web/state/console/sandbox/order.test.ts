import assert from 'node:assert/strict'
import test from 'node:test'
import { NEW_ORDER, newPerson, readOrder, toOrder } from './order.ts'

test('[SB17] the form gives the request that makes the conference', () => {
  assert.deepEqual(toOrder(NEW_ORDER), { start: '-30m', people: [] })
  const people = [
    { ...newPerson(1), kind: 'user', who: 'adaiEiE' },
    { ...newPerson(1), who: ' Zoe ', does: 'removed' },
    { ...newPerson(1), kind: 'phone', who: '+8613800000000', does: 'timetable', from: '+5s', to: '' },
    { ...newPerson(1), who: 'Li', does: 'timetable' },
    { ...newPerson(1), who: '  ' },
  ] as const
  assert.deepEqual(toOrder({ title: ' Review ', began: '40', ended: '10', locked: true, people }), {
    title: 'Review',
    start: '-40m',
    end: '-10m',
    locked: true,
    people: [
      { unionId: 'adaiEiE', status: 3 },
      { guest: 'Zoe', status: 5 },
      { phone: '+8613800000000', stays: [{ from: '+5s' }] },
      { guest: 'Li', stays: [{ from: '+5s', to: '+60s' }] },
    ],
  })
})

test('[SB17] any other request is read from JSON', () => {
  const order = { people: [{ guest: 'Zoe', stays: [{ from: '-5m', to: 'now', lost: true }] }] }
  assert.deepEqual(readOrder(JSON.stringify(order)), order)
  for (const text of ['', '{', '[]', 'null', '"x"']) assert.equal(readOrder(text), undefined, text)
})
