import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ADA, BRAM } from '../worlds/tester.ts'
import { expect } from './expect.ts'
import { openBrowser } from './chromium.ts'
import { expectSilence, expectToBeSent, expectToHear, expectToSee } from './audio-checks.ts'
import { openMeeting, type Meeting } from './meeting.ts'
import { enter, newPerson, type Person } from './browser-person.ts'

const browser = await openBrowser()
after(() => browser.close())

/** Ada, who is the host, and Bram. */
async function inside(meeting: Meeting): Promise<{ ada: Person; bram: Person } & AsyncDisposable> {
  const ada = await newPerson(browser, 'Ada')
  const bram = await newPerson(browser, 'Bram')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bram, await meeting.personalLink(BRAM.unionId))
  return {
    ada,
    bram,
    async [Symbol.asyncDispose]() {
      await bram[Symbol.asyncDispose]()
      await ada[Symbol.asyncDispose]()
    },
  }
}

const microphone = ({ page }: Person) => page.getByTestId('toggle-microphone')
/** Mutes everyone, so that nobody may unmute themselves. */
async function muteAll({ page, hostTool }: Person): Promise<void> {
  await hostTool('mute-all')
  await page.getByTestId('may-unmute').click()
  await page.getByTestId('mute-all-confirm').click()
}
const endOf = ({ page }: Person) => page.getByTestId('end-page')

test('[BR6] a person muted by the host is silent for listeners and can unmute themselves', async () => {
  await using meeting = await openMeeting()
  await using people = await inside(meeting)
  const { ada, bram } = people
  await expectToHear(ada)
  await ada.act('Bram', 'person-mute')
  await expect(bram.page.getByTestId('announced')).toContainText('Ada muted you')
  await expectSilence(ada)
  await expect(microphone(bram)).toHaveAttribute('aria-pressed', 'false')
  await microphone(bram).click()
  await expectToHear(ada)
  await meeting.expectRoster({ Ada: 3, Bram: 3 })
})

test('[BR7] when the host mutes all and blocks unmuting, nobody can unmute until the host allows it', async () => {
  await using meeting = await openMeeting()
  await using people = await inside(meeting)
  const { ada, bram } = people
  await expectToHear(ada)
  await muteAll(ada)
  await expectSilence(ada)
  await expect(microphone(bram)).toBeDisabled()
  await bram.page.keyboard.press('m')
  await expectSilence(ada)
  await ada.hostTool('allow-unmuting')
  await expect(microphone(bram)).toBeEnabled()
  await microphone(bram).click()
  await expectToHear(ada)
  await meeting.expectRoster({ Ada: 3, Bram: 3 })
})

test('[BR8] a page modified to keep sending is not heard after the host has muted it', async () => {
  await using meeting = await openMeeting()
  await using people = await inside(meeting)
  const { ada, bram } = people
  await expectToHear(ada)
  // Its microphone can no longer be switched off.
  await bram.page.evaluate(() => {
    Object.defineProperty(MediaStreamTrack.prototype, 'enabled', { get: () => true, set: () => {} })
    MediaStreamTrack.prototype.stop = () => {}
    RTCRtpSender.prototype.replaceTrack = async () => {}
  })
  const playing = async () => (await ada.media()).playing
  await expect.poll(playing).toBe(1)
  await muteAll(ada)
  await expect(ada.tile('Bram')).toHaveAttribute('data-audio', 'barred')
  await expect.poll(playing).toBe(0)
  // The page keeps sending, but nobody hears it.
  const packets = async () => (await ada.media()).audio.reduce((sum, track) => sum + track.packets, 0)
  const before = await packets()
  await expect.poll(packets).toBeGreaterThan(before + 100)
  await expectToBeSent(bram)
  assert.equal(await playing(), 0)
})

test('[BR9] a removed person learns that, and can rejoin unless the host forbade it', async () => {
  await using meeting = await openMeeting()
  await using people = await inside(meeting)
  const { ada, bram } = people
  await expectToSee(ada, 1)
  await ada.act('Bram', 'person-remove')
  await ada.page.getByTestId('remove-confirm').click()
  await expect(endOf(bram)).toHaveAttribute('data-reason', 'removed')
  await expect(ada.tile('Bram')).toHaveCount(0)
  await meeting.expectRoster({ Ada: 3, Bram: 5 })

  await enter(bram, await meeting.personalLink(BRAM.unionId))
  await expectToSee(ada, 1)
  await meeting.expectRoster({ Ada: 3, Bram: 3 })
  const another = await meeting.personalLink(BRAM.unionId)
  await ada.act('Bram', 'person-remove')
  await ada.page.getByTestId('forbid-rejoin').click()
  await ada.page.getByTestId('remove-confirm').click()
  await expect(endOf(bram)).toHaveAttribute('data-reason', 'banned')
  await bram.page.goto(another)
  await expect(bram.page.getByTestId('entry-refusal')).toHaveAttribute('data-refusal', 'banned')
  await meeting.expectRoster({ Ada: 3, Bram: 5 })
})

test('[BR10] nobody can join a locked meeting until it is unlocked, except the host who left it', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await ada.hostTool('set-locked')
  await gil.page.goto(meeting.link)
  await expect(gil.page.getByTestId('entry-refusal')).toHaveAttribute('data-refusal', 'conference-locked')
  await meeting.expectRoster({ Ada: 3 })
  await ada.page.getByTestId('leave').click()
  await ada.page.getByTestId('leave-confirm').click()
  await meeting.expectRoster({ Ada: 6 })
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await ada.hostTool('set-locked')
  await enter(gil, meeting.link)
  await meeting.expectRoster({ Ada: 3, Gil: 3 })
})

test('[BR69] a stopped camera is not shown to anyone until its person turns it on again, and a hand is lowered', async () => {
  await using meeting = await openMeeting()
  await using people = await inside(meeting)
  const { ada, bram } = people
  await expectToSee(ada, 1)
  const picture = ada.tile('Bram').locator('video')
  await expect(picture).toHaveCount(1)
  // A page that is modified so that its camera cannot be switched off.
  await bram.page.evaluate(() => {
    MediaStreamTrack.prototype.stop = () => {}
    RTCRtpSender.prototype.replaceTrack = async () => {}
  })
  await bram.page.getByTestId('toggle-hand').click()
  await expect(ada.tile('Bram').getByTestId('tile-hand')).toBeVisible()
  await ada.act('Bram', 'person-stop-video')
  await expect(picture).toHaveCount(0)
  await expect(bram.page.getByTestId('announced')).toContainText('Ada stopped your camera')
  await expect(bram.page.getByTestId('toggle-camera')).toHaveAttribute('aria-pressed', 'false')
  await ada.page.getByTestId('lower-hands').click()
  await expect(ada.tile('Bram').getByTestId('tile-hand')).toHaveCount(0)
  await expect(bram.page.getByTestId('toggle-hand')).toHaveAttribute('aria-pressed', 'false')
  await bram.page.getByTestId('toggle-camera').click()
  await expect(picture).toHaveCount(1)
})

test('[BR70] in a running meeting the host closes the chat and turns the waiting room on', async () => {
  await using meeting = await openMeeting()
  await using people = await inside(meeting)
  const { ada, bram } = people
  await using gil = await newPerson(browser, 'Gil')
  await bram.page.getByTestId('open-chat').click()
  await ada.hostTool('set-chat')
  await expect(bram.page.getByTestId('chat-closed')).toBeVisible()
  await ada.hostTool('set-chat')
  await expect(bram.page.getByTestId('chat-input')).toBeVisible()
  await ada.hostTool('set-waitingRoom')
  await gil.page.goto(meeting.link)
  await gil.page.getByTestId('nick').fill('Gil')
  await gil.page.getByTestId('join').click()
  await (await ada.row('Gil')).getByRole('button', { name: 'Admit' }).click()
  await expect(gil.tile('Gil')).toBeVisible()
})

test('[BR11] when the host ends the meeting, everybody learns that and nobody is left in it', async () => {
  await using meeting = await openMeeting()
  await using people = await inside(meeting)
  const { ada, bram } = people
  await ada.page.getByTestId('leave').click()
  await expect(ada.page.getByTestId('leave-confirm')).toHaveAccessibleDescription(/may become the host/)
  await expect(ada.page.getByTestId('end-for-all')).toHaveAccessibleDescription(/ends the meeting for everyone/)
  await ada.page.getByTestId('end-for-all').click()
  await expect(endOf(ada)).toHaveAttribute('data-reason', 'conference-ended')
  await expect(endOf(bram)).toHaveAttribute('data-reason', 'conference-ended')
  await meeting.expectNowhere(ADA.unionId)
  await meeting.expectNowhere(BRAM.unionId)
})

test('[BR12] when the host vanishes, the meeting gets another host after the leave window', async () => {
  await using meeting = await openMeeting({ env: { ROLLCALL_LEAVE_WINDOW_MS: '6000' } })
  await using people = await inside(meeting)
  const { ada, bram } = people
  await expectToSee(bram, 1)
  await ada.page.goto('about:blank')
  await expect(await bram.row('Bram')).toContainText('Host')
  await meeting.expectRoster({ Ada: 6, Bram: 3 })
  await expect(await bram.row('Ada')).not.toContainText('Host')
})

/** Three pages with pictures and sound need both cores, and another test may take one of them. */
const SLOWLY = { timeout: 60_000 }

test('[BR21] three people each see and hear the other two; a removed person disappears for both', async () => {
  await using meeting = await openMeeting()
  await using people = await inside(meeting)
  const { ada, bram } = people
  await using gil = await newPerson(browser, 'Gil')
  await enter(gil, meeting.link)
  for (const person of [ada, bram, gil]) {
    await expectToSee(person, 2)
    const heard = async () => (await person.media()).audio.filter(({ energy }) => energy > 0).length
    await expect.poll(heard).toBe(2)
  }
  await meeting.expectRoster({ Ada: 3, Bram: 3, Gil: 3 })
  await ada.act('Gil', 'person-remove')
  await ada.page.getByTestId('remove-confirm').click()
  await expect(endOf(gil)).toHaveAttribute('data-reason', 'removed', SLOWLY)
  for (const person of [ada, bram]) await expect(person.tile('Gil')).toHaveCount(0)
  await expectToSee(ada, 1)
  await meeting.expectRoster({ Ada: 3, Bram: 3, Gil: 5 })
})
