import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestServices } from '../../server/services.fixture.ts'
import type { ConferenceId } from '../../conference/identity.ts'
import type { RelayChannel } from '../relay.ts'

const C1 = 'c1' as ConferenceId

/** A chat that receives messages of other servers, and what it has shown. */
async function openReceiver() {
  const channels = new Map<string, RelayChannel<object>>()
  const open = (name: string, channel: unknown) => {
    channels.set(name, channel as RelayChannel<object>)
    return () => {}
  }
  const services = await openTestServices({ adapters: { relay: { serverNumber: 1, open } } })
  const { chat } = services
  const shown: string[] = []
  chat.onChatted((chatted) => chatted.kind === 'said' && shown.push(chatted.said.text))
  const receive = (id: number, text: string, { from = 'm1', isByGuest = false } = {}) =>
    channels.get('said')?.receive({ conferenceId: C1, message: { id, from, nick: from, text, at: 5 }, isByGuest })
  return { chat, shown, receive, [Symbol.asyncDispose]: () => services[Symbol.asyncDispose]() }
}

test('[CH1] two messages that servers gave the same number are both kept, and none twice', async () => {
  await using receiver = await openReceiver()
  for (let times = 0; times < 2; times += 1) {
    for (const from of ['m1', 'm2']) receiver.receive(5_001, 'Hello', { from })
  }
  assert.deepEqual(
    receiver.chat.list(C1).map(({ from }) => from),
    ['m1', 'm2'],
  )
  assert.equal(receiver.shown.length, 2)
})

test('[TO11] messages that were pushed out of the list here are not shown again when another server still has them', async () => {
  await using receiver = await openReceiver()
  const ofGuest = { isByGuest: true }
  const texts = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`)
  for (const [index, text] of texts(300).entries()) receiver.receive(index, text, index % 2 === 0 ? ofGuest : {})
  for (const [index, text] of texts(300).entries()) receiver.receive(index, text, index % 2 === 0 ? ofGuest : {})
  assert.deepEqual(receiver.shown, texts(300))
})
