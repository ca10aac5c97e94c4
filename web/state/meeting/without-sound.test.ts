import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, settle } from '../room/room.fixture.ts'
import { link, page } from './meeting-page.fixture.ts'

test('[PG52] after a reload, a page without sound opens no device and stays without sound when it comes back', async () => {
  const met = page(link, { token: 'again', silent: 'on' })
  await settle()
  assert.deepEqual(
    [met.at(), met.conferences[0]?.way, met.devices.map(({ opened }) => opened.length)],
    ['room', { withoutSound: true }, [0]],
  )
  met.storage.forget()
  met.conference().end('lost')
  await settle()
  assert.deepEqual([met.at(), met.devices.at(-1)?.opened.length], ['entry', 2])
})

test('[PG52] a page remembers for its next reload whether it is without sound', async () => {
  for (const [press, ways] of [
    ['joinWithoutSound', [{ withoutSound: true }, { withoutSound: true }]],
    ['join', [{ movesHere: true }, {}]],
  ] as const) {
    const met = page(link, { silent: 'on', inside: true })
    await settle()
    const shown = met.model.page.get()
    assert.ok(shown.at === 'entry')
    shown.entry.view.get()[press]?.()
    await settle()
    met.conference().welcome([person('me')])
    met.storage.write('again')
    met.conference().end('replaced')
    met.rejoin()?.()
    assert.deepEqual(
      met.conferences.map(({ way }) => way),
      ways,
    )
  }
})
