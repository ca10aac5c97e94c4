import assert from 'node:assert/strict'
import test from 'node:test'
import {
  NEW_ORDER,
  toMadeOrder,
  withJson,
  withNewPerson,
  withPerson,
  type DraftPerson,
  type OrderDraft,
} from './order.ts'

/** A form whose rows have these changes. */
function formOf(changes: readonly Partial<DraftPerson>[], rest: Partial<OrderDraft> = {}): OrderDraft {
  const form = changes.reduce((before, change) => {
    const added = withNewPerson(before)
    const person = added.people.at(-1) ?? assert.fail('no person was added')
    return withPerson(added, person.id, { ...person, ...change })
  }, NEW_ORDER)
  return { ...form, ...rest }
}

test('[SB17] the form gives the request that makes the conference', () => {
  assert.deepEqual(toMadeOrder({ form: NEW_ORDER }), { start: '-30m', people: [] })
  const people = [
    { kind: 'user', who: 'adaiEiE' },
    { who: ' Zoe ', does: 'removed' },
    { kind: 'phone', who: '+8613800000000', does: 'timetable', from: '+5s', to: '' },
    { who: 'Li', does: 'timetable' },
    { who: '  ' },
  ] as const
  const form = formOf(people, { title: ' Review ', began: '40', ended: '10', locked: true })
  const order = {
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
  }
  assert.deepEqual(toMadeOrder({ form }), order)
  const asJson = withJson({ form }, true)
  assert.deepEqual(JSON.parse(asJson.json ?? ''), order, 'JSON begins with the request of the form')
  assert.deepEqual(withJson(asJson, false), { form })
})

test('[SB17] each row of the form has its own id, also after one was removed', () => {
  const form = formOf([{ who: 'Ann' }, { who: 'Bo' }, { who: 'Cy' }])
  const left = withNewPerson(withPerson(form, 2, undefined))
  assert.deepEqual(
    left.people.map(({ id, who }) => [id, who]),
    [
      [1, 'Ann'],
      [3, 'Cy'],
      [4, ''],
    ],
  )
})

test('[SB17] any other request is read from JSON', () => {
  const order = { people: [{ guest: 'Zoe', stays: [{ from: '-5m', to: 'now', lost: true }] }] }
  assert.deepEqual(toMadeOrder({ form: NEW_ORDER, json: JSON.stringify(order) }), order)
  for (const json of ['', '{', '[]', 'null', '"x"'])
    assert.equal(toMadeOrder({ form: NEW_ORDER, json }), undefined, json)
})
