import assert from 'node:assert/strict'
import { test } from 'node:test'
import { person, room, settle } from './room.fixture.ts'

async function meetingOf(...keys: string[]) {
  const met = room()
  met.conference.welcome([person('me', { host: true }), ...keys.map((key) => person(key))])
  for (const key of keys) met.conference.setMediaStateOf(key, { audio: true, video: true })
  await settle()
  const tileOf = (key: string) => met.model.stage.get().tiles.find(({ member }) => member === key)
  const rowOf = (key: string) => met.model.people.get().inMeeting.find((row) => row.key === key)
  return { ...met, tileOf, rowOf }
}

test('[RM99] somebody who speaks changes their own tile and nothing else', async () => {
  const met = await meetingOf('ada', 'bo')
  const [ada, bo] = [met.tileOf('ada'), met.tileOf('bo')]
  const [people, own, meeting] = [met.model.people.get(), met.model.own.get(), met.model.meeting.get()]
  met.engine.heard = new Map([['p-ada', 1]])
  met.clock.pass(100)
  assert.equal(met.tileOf('ada')?.speaking, true)
  assert.notEqual(met.tileOf('ada'), ada)
  assert.equal(met.tileOf('bo'), bo)
  assert.equal(met.model.people.get(), people)
  assert.equal(met.model.own.get(), own)
  assert.equal(met.model.meeting.get(), meeting)
})

test('[RM99] a change of one member changes one row of the people panel', async () => {
  const met = await meetingOf('ada', 'bo')
  const [ada, bo] = [met.rowOf('ada'), met.rowOf('bo')]
  met.conference.change([person('ada', { seq: 2, audio: 'muted' })])
  assert.equal(met.rowOf('ada')?.audio, 'muted-by-host')
  assert.notEqual(met.rowOf('ada'), ada)
  assert.equal(met.rowOf('bo'), bo)
})

test('[RM99] "admit all" admits the people who wait now, though its view is an older one', async () => {
  const met = await meetingOf()
  met.conference.change([person('eve', { seq: 2, status: 1, waiting: true, sessions: [] })])
  const { letAllIn } = met.model.people.get()
  met.conference.change([
    person('eve', { seq: 2, status: 4, sessions: [] }),
    person('finn', { seq: 3, status: 1, waiting: true, sessions: [] }),
  ])
  letAllIn?.()
  assert.deepEqual(met.conference.controls, [{ type: 'let-in', members: ['finn'] }])
})
