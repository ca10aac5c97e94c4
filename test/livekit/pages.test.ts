import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { expectSilence, expectToBeSent, expectToHear, expectToSee, movingPictures } from '../browser/audio-checks.ts'
import { enter, newPerson, type Person } from '../browser/browser-person.ts'
import { openBrowser } from '../browser/chromium.ts'
import { choose, colorsIn, findInTheMiddle, hearInTime, isLight } from '../browser/chosen-effects.ts'
import { expect } from '../browser/expect.ts'
import { eventually } from '../worlds/server-process.ts'
import { meetOverLiveKit } from './livekit-meeting.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[LP1] three pages see and hear each other, each over one connection, and their quality is measured', async () => {
  await using met = await meetOverLiveKit(browser)
  const { meeting, ada, gil } = met
  await using hana = await newPerson(browser, 'Hana')
  await enter(hana, meeting.link)
  for (const person of [ada, gil, hana]) {
    await expectToSee(person, 2)
    await expectToHear(person)
    const { peers, playing } = await person.media()
    assert.deepEqual([peers, playing], [1, 2])
  }
  await expect(ada.tile('Gil').getByTestId('tile-quality')).toBeVisible()
  await expect(ada.page.locator('.room-banner')).toHaveCount(0)
})

test('[LP3] a tile that is not shown stops receiving, and receives again when the person turns back', async () => {
  // One tile on a page, which at first is the own one.
  await using met = await meetOverLiveKit(browser, { adaScreen: { width: 400, height: 340 } })
  const { ada } = met
  const stops = () =>
    eventually(
      () => movingPictures(ada, 1_000),
      (count) => count === 0,
      10_000,
    )
  const page = ada.page.getByTestId('page')
  await expect(page).toHaveText('1 of 2')
  await expectToHear(ada)
  assert.equal(await stops(), 0)
  await ada.page.keyboard.press('PageDown')
  await expect(page).toHaveText('2 of 2')
  await expectToSee(ada, 1)
  await ada.page.getByTestId('previous-page').click()
  assert.equal(await stops(), 0)
  await expectToHear(ada)
  await ada.page.getByTestId('next-page').click()
  await expectToSee(ada, 1)
})

test('[LP4] a person muted by the host is silent for the others, though their page ignores it', async () => {
  await using met = await meetOverLiveKit(browser, { prepare: ({ gil }) => ignoreMutes(gil) })
  const { ada, gil } = met
  await expectToHear(ada)
  await ada.act('Gil', 'person-mute')
  await expectSilence(ada)
  await expectToBeSent(gil)
  await expectSilence(ada)
})

test('[LP5] the others see and hear a shared screen with its sound, also while the microphone is off', async () => {
  await using met = await meetOverLiveKit(browser)
  const { ada, gil } = met
  await ada.page.getByTestId('toggle-microphone').click()
  await expectToHear(ada)
  await gil.page.getByTestId('toggle-microphone').click()
  await expectSilence(ada)
  const silent = (await ada.media()).playing
  await gil.page.getByTestId('toggle-share').click()
  await expect(ada.page.getByTestId('large').locator('[data-screen="true"] video')).toBeVisible()
  await expectToHear(ada)
  await expectToSee(ada, 2)
  assert.equal((await ada.media()).playing, silent + 1, 'the sound of the screen is played')
  await gil.page.getByTestId('stop-sharing').click()
  await expectSilence(ada)
  await expect(ada.page.getByTestId('large')).toHaveCount(0)
  await gil.page.getByTestId('toggle-microphone').click()
  await expectToHear(ada)
})

test('[LP6] without the media server the meeting goes on, and audio and video come back by themselves', async () => {
  await using met = await meetOverLiveKit(browser)
  const { meeting, ada, gil } = met
  await expectToSee(ada, 1)
  await meeting.livekit.kill()
  for (const { page } of [ada, gil]) await expect(page.getByTestId('banner-media')).toBeVisible()
  assert.equal(await ada.page.locator('.room-banner').count(), 1)
  await expect(ada.tile('Gil').locator('.tile-initials')).toBeVisible()
  await gil.page.getByTestId('open-chat').click()
  await gil.page.getByTestId('chat-input').fill('Can you hear me?')
  await gil.page.getByTestId('chat-send').click()
  await expect(ada.page.getByText('Can you hear me?').first()).toBeVisible()
  await meeting.livekit.start()
  for (const person of [ada, gil]) {
    await expect(person.page.getByTestId('banner-media')).toHaveCount(0, { timeout: 30_000 })
    await expectToSee(person, 1)
    await expectToHear(person)
  }
})

test('[LP12] a page receives the large picture of a camera, and a smaller one while that has a background', async () => {
  await using met = await meetOverLiveKit(browser, {
    adaScreen: { width: 1_280, height: 800 },
    prepare: ({ gil }) => findInTheMiddle(gil),
  })
  const { ada, gil } = met
  const widthIs = async (expected: number) => {
    const width = async () => Math.max(...(await ada.media()).video.map((track) => track.width))
    assert.equal(await eventually(width, (now) => now === expected, 30_000), expected)
  }
  await widthIs(1_280)
  await gil.more('devices')
  await choose(gil, 'paper')
  await widthIs(640)
  await choose(gil, 'none')
  await widthIs(1_280)
})

test('[LP13] a removed person is neither seen nor heard, and is again if they rejoin', async () => {
  await using met = await meetOverLiveKit(browser)
  const { meeting, ada, gil } = met
  const end = gil.page.getByTestId('end-page')
  const remove = async (forbid: boolean) => {
    await expectToSee(ada, 1)
    await expectToHear(ada)
    await ada.act('Gil', 'person-remove')
    if (forbid) await ada.page.getByTestId('forbid-rejoin').click()
    await ada.page.getByTestId('remove-confirm').click()
    await expect(end).toHaveAttribute('data-reason', forbid ? 'banned' : 'removed')
    await expect(ada.tile('Gil')).toHaveCount(0)
    const left = async () => {
      const { video, playing } = await ada.media()
      return [video.length, playing]
    }
    assert.deepEqual(await eventually(left, (now) => now.every((count) => count === 0), 10_000), [0, 0])
    assert.equal((await gil.media()).peers, 0)
  }
  await remove(false)
  await meeting.expectRoster({ Ada: 3, Gil: 5 })
  await enter(gil, meeting.link)
  await remove(true)
  await gil.page.goto(meeting.link)
  await expect(gil.page.getByTestId('entry-refusal')).toHaveAttribute('data-refusal', 'banned')
})

test('[LP14] a background and the noise suppression change what the others receive', async () => {
  await using met = await meetOverLiveKit(browser, {
    prepare: ({ gil }) => Promise.all([findInTheMiddle(gil), hearInTime(gil)]),
  })
  const { ada, gil } = met
  await expectToSee(ada, 1)
  await gil.more('devices')
  await gil.page.getByTestId('suppress-noise').click()
  await choose(gil, 'paper')
  const { edge } = await eventually(
    () => colorsIn(ada.tile('Gil')),
    (colors) => isLight(colors.edge),
    20_000,
  )
  assert.ok(isLight(edge), `no paper: ${edge.join()}`)
  assert.equal(await movingPictures(ada, 1_000), 1)
  await expectToHear(ada)
  await expect(gil.page.getByTestId('suppress-noise')).toHaveAttribute('data-selected', 'true')
  await gil.page.keyboard.press('Escape')
  await gil.page.getByTestId('toggle-microphone').click()
  await expectSilence(ada)
})

/** Lets the page send its microphone whatever happens: it neither stops a track nor tells the media server of a mute. */
async function ignoreMutes({ context }: Person): Promise<void> {
  await context.addInitScript(() => {
    Object.defineProperty(MediaStreamTrack.prototype, 'enabled', { get: () => true, set() {} })
    RTCPeerConnection.prototype.removeTrack = () => undefined
    const { replaceTrack } = RTCRtpSender.prototype
    RTCRtpSender.prototype.replaceTrack = async function (track) {
      if (track) await replaceTrack.call(this, track)
    }
    // The first byte of a message to LiveKit that mutes a track: its field 5.
    const MUTE = 0x2a
    const { send } = WebSocket.prototype
    WebSocket.prototype.send = function (data) {
      if (!ArrayBuffer.isView(data) || new Uint8Array(data.buffer, data.byteOffset)[0] !== MUTE) send.call(this, data)
    }
  })
}
