import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestServices } from '../../server/services.fixture.ts'
import type { ConferenceId } from '../../conference/identity.ts'
import type { RelayChannel } from '../relay.ts'

const C1 = 'c1' as ConferenceId

test('[CH1] two messages that servers gave the same number are both kept, and none twice', async () => {
  const channels = new Map<string, RelayChannel<object>>()
  const open = (name: string, channel: unknown) => {
    channels.set(name, channel as RelayChannel<object>)
    return () => {}
  }
  await using services = await openTestServices({ adapters: { relay: { serverNumber: 1, open } } })
  const receive = (from: string, text: string) =>
    channels.get('said')?.receive({
      conferenceId: C1,
      message: { id: 5_001, from, nick: from, text, at: 5 },
      isByGuest: false,
    })
  for (let times = 0; times < 2; times += 1) {
    receive('m1', 'Hello')
    receive('m2', 'Hello')
  }
  assert.deepEqual(
    services.chat.list(C1).map(({ from }) => from),
    ['m1', 'm2'],
  )
})
