import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { expectSilence, expectToHear } from './audio-checks.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'
import { ADA } from '../worlds/tester.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[EF3] the others hear the sound of a shared screen, also while the host has muted the person, until the share ends', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await ada.page.getByTestId('toggle-microphone').click()
  await enter(gil, meeting.link)
  await expectToHear(ada)
  await ada.act('Gil', 'person-mute')
  await expectSilence(ada)
  const silent = (await ada.media()).playing
  await gil.page.getByTestId('toggle-share').click()
  await expect(gil.page.getByTestId('sharing-bar')).toContainText('your screen and its sound')
  await expectToHear(ada)
  const heard = await ada.media()
  assert.equal(heard.playing, silent + 1, 'the sound is played, and the microphone is not')
  await gil.page.getByTestId('stop-sharing').click()
  await expectSilence(ada)
  assert.equal((await ada.media()).playing, silent)
})
