import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { expectSilence, expectToBeSent, expectToHear, expectToSee } from '../browser/audio-checks.ts'
import { enter, newPerson, type Person } from '../browser/browser-person.ts'
import { openBrowser } from '../browser/chromium.ts'
import { expect } from '../browser/expect.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA } from '../worlds/tester.ts'
import { openLiveKitMeeting } from './livekit-meeting.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[LP1] three pages see and hear each other, each over one connection, and their quality is measured', async () => {
  await using meeting = await openLiveKitMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await using hana = await newPerson(browser, 'Hana')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(gil, meeting.link)
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
  await using meeting = await openLiveKitMeeting()
  // One tile on a page, which at first is the own one.
  await using ada = await newPerson(browser, 'Ada', { width: 400, height: 340 })
  await using gil = await newPerson(browser, 'Gil')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(gil, meeting.link)
  const frames = async () => (await ada.media()).video.reduce((sum, track) => sum + track.frames, 0)
  const isReceiving = async () => {
    const before = await frames()
    await ada.page.waitForTimeout(1_000)
    return (await frames()) > before
  }
  const stops = () => eventually(isReceiving, (is) => !is, 10_000)
  const page = ada.page.getByTestId('page')
  await expect(page).toHaveText('1 of 2')
  await expectToHear(ada)
  assert.equal(await stops(), false)
  await ada.page.keyboard.press('PageDown')
  await expect(page).toHaveText('2 of 2')
  await expectToSee(ada, 1)
  await ada.page.getByTestId('previous-page').click()
  assert.equal(await stops(), false)
  await expectToHear(ada)
  await ada.page.getByTestId('next-page').click()
  await expectToSee(ada, 1)
})

test('[LP4] a person muted by the host is silent for the others, though their page ignores it', async () => {
  await using meeting = await openLiveKitMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await ignoreMutes(gil)
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(gil, meeting.link)
  await expectToHear(ada)
  await ada.act('Gil', 'person-mute')
  await expectSilence(ada)
  await expectToBeSent(gil)
  await expectSilence(ada)
})

test('[LP5] the others see and hear a shared screen with its sound, also while the microphone is off', async () => {
  await using meeting = await openLiveKitMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await ada.page.getByTestId('toggle-microphone').click()
  await enter(gil, meeting.link)
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
  await using meeting = await openLiveKitMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(gil, meeting.link)
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
