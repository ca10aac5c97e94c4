import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heard, openMediaMeeting } from '../livekit/media-meeting.ts'
import { connectPerson } from '../livekit/rtc-people.ts'
import { findFreePort } from '../worlds/free-port.ts'
import { startLiveKit } from '../worlds/livekit.ts'
import { startLiveKitCaddy } from './proxies.ts'

test('[DP11] [LK28] over LiveKit behind Caddy people hear each other, and a removed person does not get back', async () => {
  const port = await findFreePort()
  const url = `ws://localhost:${port}`
  await using livekit = await startLiveKit()
  const env = { ...livekit.env, ROLLCALL_LIVEKIT_PUBLIC_URL: url }
  await using meeting = await openMediaMeeting({ livekit: { env } })
  const [server, behind] = [new URL(meeting.tester.url).host, new URL(livekit.url).host]
  await using _caddy = await startLiveKitCaddy({ port, server, livekit: behind })

  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.joinWithMedia('Bo')
  assert.equal(bo.grant().url, url)
  await ada.media.speak()
  await heard(bo.media, ada, true)
  const { disconnected } = bo.media
  assert.ok((await ada.client.control({ type: 'remove', member: ada.keyOf('Bo'), forbidRejoin: true })).ok)
  await disconnected
  await assert.rejects(connectPerson(bo.grant()))
  for (const query of [`access_token=${bo.grant().token}`, 'access_token=forged', ''])
    assert.equal((await fetch(`http://localhost:${port}/rtc?${query}`)).status, 401)

  const statusOf = async (path: string) => (await fetch(`http://localhost:${port}${path}`, { method: 'POST' })).status
  for (const path of ['/', '/twirp/livekit.RoomService/ListRooms', '/rtc/', '/RTC/../twirp', '/metrics'])
    assert.equal(await statusOf(path), 404, path)
  const check = await fetch(`http://localhost:${port}/rtc/validate?access_token=${ada.grant().token}`)
  assert.equal(check.status, 200)
})
