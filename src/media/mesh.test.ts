import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import type { ConferenceId, EpochMs, ParticipantId } from '../conference/identity.ts'
import { enter, Peer } from '../signaling/peer.fixture.ts'
import { openStage } from '../signaling/test-server.fixture.ts'
import { meshMedia, type MeshSettings } from './mesh.ts'

const SECRET = 'north-wind'
const NOW = 1_800_000_000_500
const HALF_A_DAY_MS = 12 * 3_600_000
const turn = { urls: ['turn:turn.example:3478', 'turns:turn.example:5349?transport=tcp'], secret: SECRET }

const grantOf = (settings: Partial<MeshSettings>) =>
  meshMedia({ stunUrls: [], maxVideo: 4, maxAudio: 8, ...settings }, { now: () => NOW as EpochMs }).grant({
    conferenceId: 'c1' as ConferenceId,
    participantId: 's1' as ParticipantId,
  })

/** What coturn with `use-auth-secret` holds to be the password of `username`. */
const passwordOf = (username = '') => createHmac('sha1', SECRET).update(username).digest('base64')

test('[MG1] every welcome grants media: the engine, its limits, and servers only where some are set', async () => {
  await using stage = await openStage()
  using ann = await enter(stage, 'ann')
  const expiresAt = stage.now() + HALF_A_DAY_MS
  assert.deepEqual(ann.welcome.media, { engine: 'mesh', iceServers: [], expiresAt, maxVideo: 4, maxAudio: 8 })
  const { iceServers } = await grantOf({ stunUrls: ['stun:stun.example', 'stun:other.example:3478'] })
  assert.deepEqual(iceServers, [{ urls: ['stun:stun.example', 'stun:other.example:3478'] }])
})

test('[MG2] a TURN server takes what is granted to a session, for twelve hours', async () => {
  const { iceServers, expiresAt } = await grantOf({ stunUrls: ['stun:stun.example'], turn })
  assert.equal(expiresAt, NOW + HALF_A_DAY_MS)
  const username = `${Math.floor(expiresAt / 1_000)}:s1`
  assert.deepEqual(iceServers[1], { urls: turn.urls, username, credential: passwordOf(username) })
})

test('[MG2] a resume grants anew', async () => {
  await using stage = await openStage({ media: { turn } })
  using ann = await enter(stage, 'ann')
  const [before] = ann.welcome.media.iceServers
  stage.advance(3_000)
  using again = Peer.inConference(stage, { resume: ann.welcome.resumeToken, seq: 0 })
  const { media, participantId } = await again.next('welcome')
  const [after] = media.iceServers
  assert.equal(after?.username, `${Math.floor(media.expiresAt / 1_000)}:${participantId}`)
  assert.equal(after?.credential, passwordOf(after?.username))
  assert.notEqual(after?.credential, before?.credential)
})

test('[MG4] nothing that opens a TURN server is logged', async () => {
  const lines: string[] = []
  const stage = await openStage({ media: { turn }, lines })
  using ann = await enter(stage, 'ann')
  const [server] = ann.welcome.media.iceServers
  stage.conductor.execute = async () => {
    throw new Error('disk full')
  }
  assert.equal(await ann.ask('control', { type: 'unmute-self' }), 'fault')
  assert.notEqual(lines.length, 0)
  assert.ok(server?.credential)
  const log = lines.join('')
  for (const secret of [SECRET, server.credential]) assert.ok(!log.includes(secret))
  stage.errors.length = 0
  await stage[Symbol.asyncDispose]()
})
