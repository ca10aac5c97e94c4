import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import { expectToHear, expectToSee, movingPictures } from '../browser/audio-checks.ts'
import { enter, newPerson } from '../browser/browser-person.ts'
import { openBrowser } from '../browser/chromium.ts'
import { expect } from '../browser/expect.ts'
import { eventually } from '../worlds/server-process.ts'
import { ADA } from '../worlds/tester.ts'
import { openCrowd } from './crowd.ts'
import { openLiveKitMeeting } from './livekit-meeting.ts'

const browser = await openBrowser()
after(() => browser.close())

/** People without pages. With three pages they are 30. */
const CROWD = Array.from({ length: 27 }, (_, at) => `Person ${at + 1}`)
const PICTURES = '.cache/pictures'

test('[LP9] a meeting of 30 has pages of tiles, and receives the pictures of one page and the sound of everyone', async () => {
  await using meeting = await openLiveKitMeeting()
  await using crowd = await openCrowd(meeting, CROWD)
  await using ada = await newPerson(browser, 'Ada', { width: 1_280, height: 800 })
  await using gil = await newPerson(browser, 'Gil', { width: 390, height: 844 })
  await using hana = await newPerson(browser, 'Hana', { width: 640, height: 360 })
  // One after the other: each page needs much of a small machine while it joins.
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await expectToSee(ada, 24)
  await enter(gil, meeting.link)
  await expectToSee(gil, 7)
  await enter(hana, meeting.link)
  await expect(ada.page.getByTestId('page')).toHaveText('1 of 2')
  await expect(gil.page.getByTestId('page')).toHaveText('1 of 4')
  await mkdir(PICTURES, { recursive: true })
  await ada.page.screenshot({ path: `${PICTURES}/thirty-people.png` })

  for (const { page } of [ada, gil, hana]) await page.getByTestId('toggle-microphone').click()
  await expect(ada.page.locator('.tile[data-speaking="true"]')).toHaveCount(0)
  const tiles = () => ada.page.locator('.tile-grid .tile').evaluateAll((all) => all.map((tile) => tile.dataset['nick']))
  const before = await tiles()
  crowd.speak('Person 26')
  await expect(ada.tile('Person 26')).toHaveAttribute('data-speaking', 'true')
  const now = await tiles()
  assert.equal(now.length, 25)
  assert.equal(now.filter((nick, at) => nick !== before[at]).length, 1, 'only one tile is another')

  await ada.page.keyboard.press('PageDown')
  await expect(ada.page.locator('.tile-grid .tile')).toHaveCount(5)
  const moving = () => movingPictures(ada, 2_000)
  assert.equal(await eventually(moving, (count) => count === 5, 20_000), 5)
  await expectToHear(ada)
})
