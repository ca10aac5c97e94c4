import assert from 'node:assert/strict'
import test from 'node:test'
import { stateOf } from '../../../../contract/web/subscription-state.ts'
import { listTroubled, openSubscriptionList } from './subscriptions.ts'
import { HOOK } from './subscriptions.fixture.ts'

test('[CO80] the subscriptions of the chosen organization are listed by app, the oldest first', async () => {
  const requests: string[] = []
  const [old, bot] = [
    { ...HOOK, id: 's0', createdAt: 0 },
    { ...HOOK, id: 's2', clientId: 'bot', appName: 'Bot' },
  ]
  const list = openSubscriptionList(
    {
      async subscriptions(corpId) {
        requests.push(corpId)
        return { subscriptions: [HOOK, old, bot] }
      },
    },
    { corpId: 'dingacme', signedOut: () => {} },
  )
  await list.refresh()
  const view = list.view.get()
  assert.deepEqual(view.phase === 'shown' && view.rows.map(({ id }) => id), ['s2', 's0', 's1'])
  assert.deepEqual(requests, ['dingacme'])
})

test('[CO80] the state of a subscription says what keeps its events from being sent', () => {
  const lastFailure = { at: 5, failure: 'wrong-status' }
  for (const [changes, state] of [
    [{}, 'active'],
    [{ lastFailure, lastSuccess: 6 }, 'active'],
    [{ lastFailure, lastSuccess: 4 }, 'failing'],
    [{ lastFailure }, 'failing'],
    [{ withheld: ['booking_change'] }, 'not-permitted'],
    [{ paused: true, lastFailure }, 'paused'],
    [{ paused: true, way: 'callback' }, 'unconfirmed'],
    [{ appRevoked: true, paused: true }, 'app-revoked'],
  ] as const)
    assert.equal(stateOf({ ...HOOK, ...changes } as typeof HOOK), state)
})

test('[CO83] a subscription needs attention if deliveries were given up or the latest attempt failed', () => {
  const dead = { ...HOOK, id: 'dead', dead: 2 }
  const failing = { ...HOOK, id: 'failing', lastFailure: { at: 1 }, createdAt: 0 }
  const paused = { ...failing, id: 'paused', paused: true }
  assert.deepEqual(
    listTroubled([HOOK, dead, failing, paused]).map(({ id }) => id),
    ['failing', 'dead'],
  )
})
