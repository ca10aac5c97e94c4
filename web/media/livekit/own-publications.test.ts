import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RoomEvent, Track } from 'livekit-client'
import { settle } from '../../state/room/room.fixture.ts'
import type { LocalTracks } from '../engine.ts'
import { engine } from './rooms.fixture.ts'

const { Camera, Microphone, ScreenShare, ScreenShareAudio } = Track.Source
const track = (id: string, width?: number) =>
  ({ id, getSettings: () => (width === undefined ? {} : { width }) }) as MediaStreamTrack

async function connected(tracks: LocalTracks = {}) {
  const met = engine()
  met.engine.setTracks(tracks)
  met.room.connected()
  await settle()
  const send = async (next: LocalTracks) => {
    met.engine.setTracks(next)
    await settle()
  }
  const isMuted = (source: Track.Source) => met.room.published.get(source)?.isMuted
  return { ...met, room: met.room, send, isMuted }
}

test('[LP5] what the page sends is published when it is connected, each source as what it is', async () => {
  const all = { microphone: track('m'), camera: track('c'), screen: track('s'), screenSound: track('t') }
  const { room } = await connected(all)
  assert.deepEqual(
    [Microphone, Camera, ScreenShare, ScreenShareAudio].map(
      (source) => room.published.get(source)?.track.mediaStreamTrack,
    ),
    Object.values(all),
  )
})

test('[LP5] a microphone or camera that is off is muted and keeps its place; a screen is taken away', async () => {
  const met = await connected({ microphone: track('m'), camera: track('c'), screen: track('s') })
  await met.send({})
  assert.deepEqual(
    [met.isMuted(Microphone), met.isMuted(Camera), met.room.published.has(ScreenShare)],
    [true, true, false],
  )
  const camera = track('c2')
  await met.send({ microphone: track('m'), camera })
  assert.deepEqual([met.isMuted(Microphone), met.isMuted(Camera)], [false, false])
  assert.equal(met.room.published.get(Camera)?.track.mediaStreamTrack, camera)
})

test('[LP12] a camera whose pictures have another size is published again, so that all sizes of them are sent', async () => {
  const met = await connected({ camera: track('c', 1_280) })
  const first = met.room.published.get(Camera)
  await met.send({ camera: track('with effect') })
  assert.equal(met.room.published.get(Camera), first, 'its size is not known yet')
  await met.send({})
  const small = track('c', 640)
  await met.send({ camera: small })
  const second = met.room.published.get(Camera)
  assert.deepEqual([second === first, second?.track.mediaStreamTrack === small, second?.isMuted], [false, true, false])
})

test('[LP8] what the server refuses or takes away is published again when it allows it', async () => {
  const met = await connected()
  met.room.refused.add(Microphone)
  await met.send({ microphone: track('m') })
  assert.equal(met.room.published.has(Microphone), false)
  met.room.refused.delete(Microphone)
  met.room.emit(RoomEvent.ParticipantPermissionsChanged, undefined, met.room.localParticipant)
  await settle()
  assert.equal(met.isMuted(Microphone), false)
  met.room.published.delete(Microphone)
  met.room.emit(RoomEvent.LocalTrackUnpublished)
  await settle()
  assert.equal(met.isMuted(Microphone), false)
})

test('[LP8] a mute of the server that comes too late is lifted if the person may be heard by then', async () => {
  const met = await connected({ microphone: track('m') })
  await met.room.published.get(Microphone)?.mute()
  met.room.emit(RoomEvent.TrackMuted, undefined, met.room.localParticipant)
  await settle()
  assert.equal(met.isMuted(Microphone), true)
  met.clock.pass(1_000)
  await settle()
  assert.equal(met.isMuted(Microphone), false)
  await met.send({})
  met.clock.pass(1_000)
  await settle()
  assert.equal(met.isMuted(Microphone), true, 'who is muted in the roster stays muted')
})
