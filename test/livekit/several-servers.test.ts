import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startLiveKit } from '../worlds/livekit.ts'
import { startRedis } from '../worlds/redis.ts'
import { heard, openMediaMeeting } from './media-meeting.ts'
import { connectPerson } from './rtc-people.ts'

test('[LK15] people on two LiveKit servers that share a Redis hear each other, and the roster holds on both', async () => {
  await using redis = await startRedis()
  const options = { redis: new URL(redis.url).host }
  await using one = await startLiveKit(options)
  await using other = await startLiveKit(options)
  await using meeting = await openMediaMeeting({ livekit: one })
  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.join('Bo')
  await using far = await connectPerson({ ...bo.grant(), url: other.url })
  await Promise.all([ada.media.speak(), far.speak()])
  await Promise.all([heard(far, ada, true), heard(ada.media, bo, true)])
  assert.ok((await ada.client.control({ type: 'mute', member: ada.keyOf('Bo') })).ok)
  await heard(ada.media, bo, false)
  const { disconnected } = far
  assert.ok((await ada.client.control({ type: 'remove', member: ada.keyOf('Bo'), forbidRejoin: true })).ok)
  await disconnected
})
