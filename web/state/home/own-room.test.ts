import assert from 'node:assert/strict'
import test from 'node:test'
import type { OwnRoom } from '../../../contract/web/types.ts'
import { refuse } from '../stub.fixture.ts'
import { openOwnRoom } from './own-room.ts'

const room: OwnRoom = { title: 'Ada’s room', roomCode: '47', passcode: '9', link: 'https://x/j/a', waitingRoom: true }

function open({ has = true, renewRoom = async () => ({ ...room, roomCode: '48' }) } = {}) {
  let signedOut = 0
  const own = openOwnRoom(
    {
      room: async () => (has ? { room } : {}),
      openRoom: async ({ title }) => ({ ...room, title }),
      changeRoom: async ({ waitingRoom }) => ({ ...room, waitingRoom }),
      renewRoom,
    },
    { signedOut: () => void (signedOut += 1) },
  )
  return { own, signedOut: () => signedOut }
}

test('[PG42] a person without a room gets one', async () => {
  const { own } = open({ has: false })
  assert.equal(own.view.get().room, undefined)
  await own.load()
  assert.equal(own.view.get().room, 'none')
  await own.make('Bram’s room')
  assert.deepEqual(own.view.get(), { room: { ...room, title: 'Bram’s room' }, isBusy: false, error: undefined })
})

test('[PG42] the waiting room is changed and the link is replaced', async () => {
  const { own } = open()
  await own.load()
  await own.setWaitingRoom(false)
  assert.deepEqual(own.view.get().room, { ...room, waitingRoom: false })
  assert.equal(await own.renew(), true)
  assert.deepEqual(own.view.get().room, { ...room, roomCode: '48' })
})

test('[PG42] a change that fails leaves the room as it is and says why', async () => {
  const { own, signedOut } = open({ renewRoom: refuse('signed-out') })
  await own.load()
  assert.equal(await own.renew(), false)
  assert.deepEqual(own.view.get(), { room, isBusy: false, error: 'signed-out' })
  assert.equal(signedOut(), 1)
})
