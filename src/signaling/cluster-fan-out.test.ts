import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceId, EpochMs, ParticipantId } from '../conference/identity.ts'
import type { RelayChannel } from '../service/relay.ts'
import { ClusterFanOut } from './cluster-fan-out.ts'
import { sessionRoom, type ConferenceNamespace } from './conference-socket.ts'

const SESSION = { conferenceId: 'c1' as ConferenceId, participantId: 'p1' as ParticipantId }

/** A server with one connection of the session, which was admitted at `admittedAt`. */
function serverWith(admittedAt: number) {
  const received: string[] = []
  const socket = {
    data: { admittedAt },
    emit: (name: string, { reason }: { reason: string }) => received.push(`${name} ${reason}`),
    disconnect: () => received.push('disconnected'),
  }
  const rooms = new Map([[sessionRoom(SESSION), new Set(['s1'])]])
  const sockets = { adapter: { rooms }, sockets: new Map([['s1', socket]]) } as unknown as ConferenceNamespace
  const sent: object[] = []
  let channel: RelayChannel<object> | undefined
  const fanOut = new ClusterFanOut(sockets, {
    serverNumber: 1,
    open: (_, opened) => {
      channel = opened as unknown as RelayChannel<object>
      return (message) => void sent.push(message)
    },
  })
  return { fanOut, received, sent, receive: (message: object) => channel?.receive(message) }
}

test('[TO14] a session that continues at another server closes the older connection here', () => {
  const older = serverWith(1_000)
  const newer = serverWith(0)
  newer.fanOut.replace(SESSION, 2_000 as EpochMs)
  for (const message of newer.sent) older.receive(message)
  assert.deepEqual(older.received, ['closed replaced', 'disconnected'])
  assert.deepEqual(newer.received, ['closed replaced', 'disconnected']) // its own earlier one
})

test('[TO14] a server that says late that a session continued there does not close the newer connection', () => {
  const frozen = serverWith(0)
  frozen.fanOut.replace(SESSION, 2_000 as EpochMs)
  const newer = serverWith(2_001)
  for (const message of frozen.sent) newer.receive(message)
  assert.deepEqual(newer.received, [])
})
