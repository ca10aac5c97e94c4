import assert from 'node:assert/strict'
import test from 'node:test'
import {
  changesOf,
  fieldOf,
  problemsOfSubscription,
  toNewSubscription,
  toSubscriptionDraft,
  withType,
} from './subscription-form.ts'
import { HOOK } from './subscriptions.fixture.ts'

const NOW = Date.parse('2026-11-30T12:00')

test('[CO81] the form of a subscription says which field is wrong', () => {
  const empty = toSubscriptionDraft()
  assert.deepEqual(problemsOfSubscription(empty, NOW), {
    clientId: 'incomplete',
    url: 'incomplete',
    types: 'incomplete',
  })
  const draft = withType({ ...empty, clientId: 'app', url: ' https://app.example/hook ' }, 'booking_change', true)
  assert.deepEqual(problemsOfSubscription(draft, NOW), {})
  assert.deepEqual(problemsOfSubscription({ ...draft, url: 'app.example' }, NOW), { url: 'address' })
  assert.deepEqual(problemsOfSubscription({ ...draft, url: 'https://me:pass@app.example/' }, NOW), { url: 'address' })
  assert.deepEqual(problemsOfSubscription({ ...draft, way: 'stream', url: '' }, NOW), {})
  const past = { ...draft, begin: 'past' } as const
  assert.deepEqual(problemsOfSubscription(past, NOW), { from: 'incomplete' })
  assert.deepEqual(problemsOfSubscription({ ...past, from: '2026-11-30T12:01' }, NOW), { from: 'past' })
  assert.deepEqual(problemsOfSubscription({ ...past, from: '2026-11-30T11:59' }, NOW), {})
})

test('[CO81] a subscription begins with the next event, or with a moment of the past; a stream has no address', () => {
  const draft = withType(
    { ...toSubscriptionDraft(), clientId: 'app', url: ' https://a.example ' },
    'booking_change',
    true,
  )
  const order = { clientId: 'app', way: 'webhook', types: ['booking_change'] }
  assert.deepEqual(toNewSubscription(draft), { ...order, url: 'https://a.example' })
  assert.deepEqual(toNewSubscription({ ...draft, way: 'stream', begin: 'past', from: '2026-11-30T12:00' }), {
    ...order,
    way: 'stream',
    from: NOW,
  })
})

test('[CO81] only what was changed of a subscription is sent', () => {
  const draft = toSubscriptionDraft(HOOK)
  assert.deepEqual(changesOf(draft, HOOK), {})
  assert.deepEqual(changesOf({ ...draft, url: 'https://b.example/' }, HOOK), { url: 'https://b.example/' })
  const other = withType(withType(draft, 'booking_change', false), 'directory_change', true)
  assert.deepEqual(changesOf(other, HOOK), { types: ['directory_change'] })
})

test('[CO81] a refusal of an address is shown at its field', () => {
  for (const code of ['endpoint-wrong', 'endpoint-refused', 'endpoint-silent']) assert.equal(fieldOf(code), 'url')
  assert.equal(fieldOf('scope-missing'), 'types')
  assert.equal(fieldOf('offline'), undefined)
})
