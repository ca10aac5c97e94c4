import assert from 'node:assert/strict'
import test from 'node:test'
import { openSignedInDevices } from './signed-in-devices.ts'
import { pending, refuse } from '../stub.fixture.ts'

const here = { id: 'd1', browser: 'Firefox, Linux', signedInAt: 2, lastSeenAt: 3, current: true }
const there = { id: 'd2', browser: 'Safari, iOS', signedInAt: 1, lastSeenAt: 1, current: false }

function open({ close }: { close?: (id: string) => Promise<unknown> } = {}) {
  let devices = [here, there]
  let signedOut = 0
  const end = async (id: string) => {
    devices = devices.filter((device) => device.id !== id)
  }
  const list = openSignedInDevices(
    { devices: async () => ({ devices }), signOutDevice: close ?? end },
    () => void (signedOut += 1),
  )
  return { list, signedOut: () => signedOut }
}

test('[PG13] a device that is signed out leaves the list', async () => {
  const { list, signedOut } = open()
  await list.refresh()
  await list.close('d2')
  assert.deepEqual(list.view.get(), { devices: [here], error: undefined, closing: new Set() })
  assert.equal(signedOut(), 0)
})

test('[PG13] signing out this device signs the person out', async () => {
  const { list, signedOut } = open()
  await list.refresh()
  await list.close('d1')
  assert.equal(signedOut(), 1)
})

test('[PG13] a device that could not be signed out stays in the list, with the reason', async () => {
  const { list } = open({ close: refuse('offline') })
  await list.refresh()
  await list.close('d2')
  assert.deepEqual(list.view.get(), { devices: [here, there], error: 'offline', closing: new Set() })
})

test('[PG13] pressing twice signs out once', async () => {
  const question = pending<unknown>()
  const { list } = open({ close: question.ask })
  await list.refresh()
  const both = [list.close('d2'), list.close('d2')]
  assert.deepEqual(list.view.get().closing, new Set(['d2']))
  question.answer({})
  await Promise.all(both)
  assert.equal(question.asked(), 1)
})
