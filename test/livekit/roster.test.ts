import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { TrackSource } from '@livekit/rtc-node'
import { eventually } from '../worlds/server-process.ts'
import { heard, openMediaMeeting } from './media-meeting.ts'
import { connectPerson } from './rtc-people.ts'

test('[LK5] [LK8] people with the grants of a meeting hear each other', async () => {
  await using meeting = await openMediaMeeting()
  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.joinWithMedia('Bo')
  await Promise.all([ada.media.speak(), bo.media.speak()])
  await Promise.all([heard(bo.media, ada, true), heard(ada.media, bo, true)])
})

test('[LK9] a person muted by the host is silent for the others, though they keep sending, until they may speak', async () => {
  await using meeting = await openMediaMeeting()
  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.joinWithMedia('Bo')
  await bo.media.speak()
  await heard(ada.media, bo, true)
  const mutedAt = performance.now()
  assert.ok((await ada.client.control({ type: 'mute', member: ada.keyOf('Bo') })).ok)
  await heard(ada.media, bo, false)
  assert.ok(performance.now() - mutedAt < 2_000)
  assert.ok((await bo.client.control({ type: 'unmute-self' })).ok)
  await setTimeout(500) // a page waits until LiveKit tells it that it may publish again
  await bo.media.speak()
  await heard(ada.media, bo, true)
})

test('[LK9] a modified page that publishes again while its person is muted is refused', async () => {
  await using meeting = await openMediaMeeting()
  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.joinWithMedia('Bo')
  await bo.media.speak()
  await heard(ada.media, bo, true)
  assert.ok((await ada.client.control({ type: 'mute', member: ada.keyOf('Bo') })).ok)
  await heard(ada.media, bo, false)
  await assert.rejects(bo.media.speak())
  await heard(ada.media, bo, false)
})

test('[LK8] a person who may not share cannot publish a screen', async () => {
  await using meeting = await openMediaMeeting()
  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.joinWithMedia('Bo')
  await bo.media.speak(TrackSource.SOURCE_SCREENSHARE_AUDIO)
  await heard(ada.media, bo, true)
  assert.ok((await ada.client.control({ type: 'set-sharing', who: 'hosts' })).ok)
  await heard(ada.media, bo, false)
  await assert.rejects(bo.media.speak(TrackSource.SOURCE_SCREENSHARE_AUDIO))
})

for (const forbidRejoin of [false, true]) {
  test(`[LK10] a removed person is disconnected; may they rejoin: ${!forbidRejoin}`, async () => {
    await using meeting = await openMediaMeeting()
    const ada = await meeting.joinWithMedia('Ada')
    const bo = await meeting.joinWithMedia('Bo')
    const { disconnected } = bo.media
    assert.ok((await ada.client.control({ type: 'remove', member: ada.keyOf('Bo'), forbidRejoin })).ok)
    await disconnected
    // The token is still valid. The roster is not: nobody is left in the room but Ada.
    await using ghost = await connectPerson(bo.grant())
    await ghost.disconnected
    assert.ok((await meeting.repairs()) > 0)
  })
}

test('[LK10] the end of a conference disconnects everybody', async () => {
  await using meeting = await openMediaMeeting()
  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.joinWithMedia('Bo')
  const gone = Promise.all([ada.media.disconnected, bo.media.disconnected])
  void ada.client.control({ type: 'close' })
  await gone
})

test('[LK11] without webhooks, a token of before a mute works until the next comparison', async () => {
  await using meeting = await openMediaMeeting({ webhooks: false })
  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.join('Bo')
  const before = bo.grant()
  assert.ok((await ada.client.control({ type: 'mute', member: ada.keyOf('Bo') })).ok)
  await using page = await connectPerson(before)
  await page.speak().catch(() => {})
  await heard(ada.media, bo, false)
  assert.equal(
    await eventually(
      () => meeting.repairs(),
      (repairs) => repairs > 0,
      5_000,
    ),
    1,
  )
})

test('[LK6] the open API answers about a conference over LiveKit as about a mesh', async () => {
  const answers = async (env: Record<string, string>) => {
    await using meeting = await openMediaMeeting({ env })
    const { client } = await meeting.join('Ada')
    await client.setMediaState({ audio: true, video: true, screen: false })
    const path = `/v1.0/conference/videoConferences/${meeting.conferenceId}`
    const { body } = await meeting.tester.call('GET', `${path}/members?maxResults=10`)
    const [member = {}] = body['memberModels'] as Record<string, unknown>[]
    return Object.keys(member).toSorted()
  }
  assert.deepEqual(await answers({}), await answers({ ROLLCALL_LIVEKIT: 'off' }))
})
