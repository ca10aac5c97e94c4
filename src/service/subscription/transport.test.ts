import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EpochMs } from '../../conference/identity.ts'
import { ManualClock } from '../conduct/recorded-store.fixture.ts'
import { ACME } from './runners.fixture.ts'
import type { Endpoint, Sender } from './sender.ts'
import type { StreamConnections } from './stream-connections.ts'
import { transportOver } from './transport.ts'

const event = { eventId: 'e', eventType: 'booking_change', organizationId: ACME, at: 0 as EpochMs, data: {} }
const { signal } = new AbortController()

function opened(over: {
  outcome?: Awaited<ReturnType<Sender['send']>>
  stream?: Awaited<ReturnType<StreamConnections['send']>>
}) {
  const clock = new ManualClock()
  const endpoints: Endpoint[] = []
  const sender: Pick<Sender, 'send'> = {
    send: async (endpoint) => {
      endpoints.push(endpoint)
      return over.outcome ?? { ok: true, status: 200, ms: 3, answer: '' }
    },
  }
  const connections = { send: async () => over.stream ?? 'done' }
  return { clock, endpoints, transport: transportOver({ sender, connections, clock }) }
}

test('[DL11] a webhook is signed with the new secret and, until the end of the overlap, with the one before', async () => {
  const { clock, endpoints, transport } = opened({})
  const until = (clock.now() + 1_000) as EpochMs
  const route = { way: 'webhook', url: 'https://a.example/', secret: 'new', former: { secret: 'old', until } } as const
  await transport({ clientId: 'app', route }, event, signal)
  clock.forward(1_000)
  await transport({ clientId: 'app', route }, event, signal)
  const secrets = endpoints.map((endpoint) => endpoint.way === 'webhook' && endpoint.secrets)
  assert.deepEqual(secrets, [['new', 'old'], ['new']])
})

test('[DL4] what an endpoint answers is kept in part, with the status and the reason', async () => {
  const outcome = { ok: false, failure: 'wrong-status', status: 500, ms: 7, answer: 'x'.repeat(9_999) } as const
  const { clock, transport } = opened({ outcome })
  const route = { way: 'callback', url: 'https://a.example/', token: 't', aesKey: 'k' } as const
  const attempt = { at: clock.now(), ms: 7, status: 500, failure: 'wrong-status', answer: 'x'.repeat(1_000) }
  assert.deepEqual(await transport({ clientId: 'app', route }, event, signal), { kind: 'attempted', attempt })
})

test('[DL13] a stream that asks for it later fails, and one without connection is no attempt', async () => {
  const outcomeOf = (stream: 'done' | 'later' | 'failed' | 'no-connection') =>
    opened({ stream }).transport({ clientId: 'app', route: { way: 'stream' } }, event, signal)
  const failures = await Promise.all(
    (['done', 'later', 'failed', 'no-connection'] as const).map(async (stream) => {
      const outcome = await outcomeOf(stream)
      return outcome.kind === 'unsent' ? 'unsent' : outcome.attempt.failure
    }),
  )
  assert.deepEqual(failures, [undefined, 'later', 'failed', 'unsent'])
})
