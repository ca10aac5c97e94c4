import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Peer } from './peer.fixture.ts'
import { keyOf, openTestServer } from './test-server.fixture.ts'

test('[SG2] a ticket opens one session; using it again is refused', async () => {
  await using server = await openTestServer()
  const ticket = await server.ticket('ann')
  using first = Peer.inConference(server, { ticket })
  await first.next('welcome')
  using second = Peer.inConference(server, { ticket })
  assert.equal(await second.refusal(), 'pass-used')
  assert.equal((await server.member('ann')).sessions.length, 1)
})

test('[SG2] a ticket whose session could not be welcomed continues this session', async () => {
  await using server = await openTestServer()
  const { media } = server
  const grant = media.grant.bind(media)
  let failures = 1
  media.grant = (seat) => (failures-- > 0 ? Promise.reject(new Error('no grant')) : grant(seat))
  const ticket = await server.ticket('ann')
  using cut = Peer.inConference(server, { ticket })
  await cut.next('disconnect')
  using ann = Peer.inConference(server, { ticket })
  const { participantId } = await ann.next('welcome')
  const { sessions } = await server.member('ann')
  assert.deepEqual(
    sessions.map((session) => session.participantId),
    [participantId],
  )
  using again = Peer.inConference(server, { ticket })
  assert.equal(await again.refusal(), 'pass-used')
  assert.equal(server.errors.splice(0).length, 1)
})

test('[SG2] a ticket whose welcome was lost on the way continues the session', async () => {
  await using server = await openTestServer()
  const ticket = await server.ticket('ann')
  const lost = Peer.inConference(server, { ticket })
  const { participantId } = await lost.next('welcome')
  lost.cut()
  const isConnected = async () => {
    using early = Peer.inConference(server, { ticket })
    return (await Promise.race([early.next('welcome'), early.refusal()])) === 'pass-used'
  }
  while (await isConnected()); // until the server has noticed
  using ann = Peer.inConference(server, { ticket })
  assert.equal((await ann.next('welcome')).participantId, participantId)
})

test('[SG2] a ticket whose session has ended without a welcome is used', async () => {
  await using server = await openTestServer()
  server.media.grant = () => Promise.reject(new Error('no grant'))
  const ticket = await server.ticket('bob')
  using cut = Peer.inConference(server, { ticket })
  await cut.next('disconnect')
  const targets = [{ member: keyOf('bob') }]
  await server.ask({ type: 'remove', by: { kind: 'app', clientId: 'app' }, targets, forbidRejoin: false })
  using again = Peer.inConference(server, { ticket })
  assert.equal(await again.refusal(), 'pass-used')
  server.errors.splice(0)
})
