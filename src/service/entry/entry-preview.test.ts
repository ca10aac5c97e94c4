import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allEngines } from '../../media/engines.ts'
import { meshEngine } from '../../media/mesh.ts'
import type { Clock } from '../clock-and-ids.ts'
import { ada, bram, gus, link, opened } from './meetings.fixture.ts'

const clock: Clock = { now: () => 0 as never }

/** Ada is host. Then guests join until all audio places are taken. */
async function begun({ maxAudio = 2, maxVideo = 1 } = {}) {
  const world = await opened(
    {},
    { adapters: { media: allEngines({ mesh: meshEngine({ stunUrls: [], maxVideo, maxAudio }, clock) }) } },
  )
  const { admission, admit, booking, shown } = world
  const proof = link(booking.linkToken)
  const enter = async (by: Parameters<typeof admit>[0]) => admission.enter((await admit(by)).ticket)
  const missing = async (by: Parameters<typeof shown>[0]) => (await admission.preview(shown(by))).missing
  const host = await enter({ person: ada })
  return { ...world, proof, enter, missing, host }
}

test('[EN11] the preview says that a person would get no audio place; host and co-hosts get one', async () => {
  const { enter, missing, proof } = await begun()
  assert.equal(await missing({ proof }), undefined)
  await enter({ proof })
  assert.deepEqual(await missing({ proof }), { sound: 2 })
  assert.deepEqual(await missing({ person: gus, proof }), { sound: 2 })
  assert.equal(await missing({ person: ada }), undefined)
})

test('[EN11] a person of the organization gets the place that a guest has borrowed', async () => {
  const { enter, missing, proof } = await begun({ maxAudio: 4 })
  for (let guests = 0; guests < 3; guests += 1) await enter({ proof })
  assert.deepEqual([await missing({ proof }), await missing({ person: bram })], [{ sound: 4 }, undefined])
})

test('[EN11] the preview says that no further camera can come on', async () => {
  const { missing, proof, host, mediaStates } = await begun({ maxAudio: 8 })
  assert.equal(await missing({ proof }), undefined)
  await mediaStates.set(host, { audio: false, video: true, screen: false, hand: false })
  assert.deepEqual(await missing({ proof }), { camera: 1 })
})

test('[EN12] the preview tells a person, and a guest with their pass, that they are inside already', async () => {
  const { admission, admit, shown, proof, host } = await begun({ maxAudio: 8 })
  const inside = async (by: Parameters<typeof shown>[0]) => (await admission.preview(shown(by))).alreadyInside
  const { ticket, guest = '' } = await admit({ proof })
  assert.equal(await inside({ proof, guest }), undefined)
  await admission.enter(ticket)
  const others = [await inside({ proof }), await inside({ person: bram })]
  assert.deepEqual(
    [await inside({ person: ada }), await inside({ proof, guest }), ...others],
    [true, true, undefined, undefined],
  )
  const { ticket: second } = await admit({ person: ada })
  const { participantId } = await admission.enter(second, { movesHere: true })
  assert.notEqual(participantId, host.participantId)
  assert.equal(await inside({ person: ada }), true)
})

test('[EN12] the preview tells a person whose sessions are all silent that they return', async () => {
  const { admission, conductor, shown, host, ...world } = await begun({ maxAudio: 8 })
  const said = async () => {
    const { alreadyInside, returns } = await admission.preview(shown({ person: ada }))
    return [alreadyInside, returns]
  }
  assert.deepEqual(await said(), [true, undefined])
  await conductor.execute(host.conferenceId, {
    type: 'fall-silent',
    by: { kind: 'system', reason: 'silent' },
    participantId: host.participantId,
    lastSeenAt: world.clock.now(),
  })
  assert.deepEqual(await said(), [undefined, true])
})

test('[EN11] a person who is inside can move, and misses nothing', async () => {
  const { admit, admission, missing, proof } = await begun()
  const { ticket, guest = '' } = await admit({ proof })
  await admission.enter(ticket)
  assert.deepEqual([await missing({ proof }), await missing({ proof, guest })], [{ sound: 2 }, undefined])
})
