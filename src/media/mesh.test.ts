import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import type { EpochMs, ParticipantId } from '../conference/identity.ts'
import type { Welcome } from '../../contract/signaling/types.ts'
import type { GrantOf } from '../service/live/media.ts'
import { enter, Peer } from '../signaling/peer.fixture.ts'
import { openTestServer } from '../signaling/test-server.fixture.ts'
import { meshEngine, type MeshSettings } from './mesh.ts'

const SECRET = 'north-wind'
const NOW = 1_800_000_000_500
const HALF_A_DAY_MS = 12 * 3_600_000
const turn = { urls: ['turn:turn.example:3478', 'turns:turn.example:5349?transport=tcp'], secret: SECRET }

const grantOf = (settings: Partial<MeshSettings>) =>
  meshEngine({ stunUrls: [], maxVideo: 4, maxAudio: 8, ...settings }, { now: () => NOW as EpochMs }).grant({
    participantId: 's1' as ParticipantId,
  })

const meshGrantOf = ({ media }: Welcome): GrantOf<'mesh'> =>
  media.engine === 'mesh' ? media : assert.fail(`the engine is ${media.engine}`)

/** What coturn with `use-auth-secret` holds to be the password of `username`. */
const passwordOf = (username = '') => createHmac('sha1', SECRET).update(username).digest('base64')

test('[MG1] every welcome names the media engine and its limits, and servers only if some are configured', async () => {
  await using server = await openTestServer()
  using ann = await enter(server, 'ann')
  const expiresAt = server.now() + HALF_A_DAY_MS
  assert.deepEqual(ann.welcome.media, { engine: 'mesh', iceServers: [], expiresAt, maxVideo: 4, maxAudio: 8 })
  const { iceServers } = await grantOf({ stunUrls: ['stun:stun.example', 'stun:other.example:3478'] })
  assert.deepEqual(iceServers, [{ urls: ['stun:stun.example', 'stun:other.example:3478'] }])
})

test('[MG2] a TURN server accepts the credentials of a session for twelve hours', async () => {
  const { iceServers, expiresAt } = await grantOf({ stunUrls: ['stun:stun.example'], turn })
  assert.equal(expiresAt, NOW + HALF_A_DAY_MS)
  const username = `${Math.floor(expiresAt / 1_000)}:s1`
  assert.deepEqual(iceServers[1], { urls: turn.urls, username, credential: passwordOf(username) })
})

test('[MG2] a resume gives new credentials', async () => {
  await using server = await openTestServer({ media: { turn } })
  using ann = await enter(server, 'ann')
  const [before] = meshGrantOf(ann.welcome).iceServers
  server.advance(3_000)
  using again = Peer.inConference(server, { resume: ann.welcome.resumeToken, seq: 0 })
  const welcome = await again.next('welcome')
  const { participantId } = welcome
  const grant = meshGrantOf(welcome)
  const [after] = grant.iceServers
  assert.equal(after?.username, `${Math.floor(grant.expiresAt / 1_000)}:${participantId}`)
  assert.equal(after?.credential, passwordOf(after?.username))
  assert.notEqual(after?.credential, before?.credential)
})

test('[MG4] the TURN secret and the TURN passwords are never logged', async () => {
  const lines: string[] = []
  const server = await openTestServer({ media: { turn }, lines })
  using ann = await enter(server, 'ann')
  const [turnServer] = meshGrantOf(ann.welcome).iceServers
  server.conductor.execute = async () => {
    throw new Error('disk full')
  }
  assert.equal(await ann.ask('control', { type: 'unmute-self' }), 'fault')
  assert.notEqual(lines.length, 0)
  assert.ok(turnServer?.credential)
  const log = lines.join('')
  for (const secret of [SECRET, turnServer.credential]) assert.ok(!log.includes(secret))
  server.errors.length = 0
  await server[Symbol.asyncDispose]()
})
