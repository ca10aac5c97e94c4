import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepScreenOn } from './wake-lock.ts'

/** A document that tests hide and show, and the locks that were requested of it. */
function screen(refusal?: Error) {
  const locks: { isReleased: boolean }[] = []
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const wakeLock = {
    async request() {
      if (refusal) throw refusal
      const lock = { isReleased: false }
      locks.push(lock)
      return { release: async () => void (lock.isReleased = true) }
    },
  }
  return {
    document,
    wakeLock,
    locks,
    set(visibilityState: DocumentVisibilityState) {
      document.visibilityState = visibilityState
      document.dispatchEvent(new Event('visibilitychange'))
    },
  }
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
const released = ({ locks }: ReturnType<typeof screen>) => locks.map(({ isReleased }) => isReleased)

test('[EF1] the screen stays on until the person leaves, again after the page was hidden', async () => {
  const device = screen()
  const letSleep = keepScreenOn(device)
  await settle()
  assert.deepEqual(released(device), [false])
  device.set('hidden')
  await settle()
  assert.equal(device.locks.length, 1, 'a hidden page gets no lock')
  device.set('visible')
  await settle()
  assert.equal(device.locks.length, 2)
  letSleep()
  assert.equal(released(device).at(-1), true)
  device.set('visible')
  await settle()
  assert.equal(device.locks.length, 2)
})

test('[EF1] a lock that comes after the person has left is released at once', async () => {
  const device = screen()
  keepScreenOn(device)()
  await settle()
  assert.deepEqual(released(device), [true])
})

test('[EF1] a browser without such a lock, or one that refuses it, causes no error', async () => {
  keepScreenOn({ document: screen().document })()
  const letSleep = keepScreenOn(screen(new DOMException('low battery', 'NotAllowedError')))
  await settle()
  letSleep()
})
