import { after, test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[BR71] after sharing is stopped by key, the focus is on the button that shares again; the host is not asked for a password', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await ada.page.goto(await meeting.personalLink(ADA.unionId))
  await expect(ada.page.getByTestId('joins-as-host')).toBeVisible()
  await expect(ada.page.getByTestId('claim-host')).toHaveCount(0)
  await ada.page.getByTestId('join').click()
  await ada.page.getByTestId('toggle-share').click()
  await expect(ada.page.getByText('You’re sharing your entire screen.')).toBeVisible()
  await ada.page.getByTestId('stop-sharing').focus()
  await ada.page.keyboard.press('Enter')
  await expect(ada.page.getByTestId('stop-sharing')).toHaveCount(0)
  await expect(ada.page.getByTestId('toggle-share')).toBeFocused()
  await ada.page.getByTestId('leave').click()
  await ada.page.getByTestId('leave-confirm').click()
  await expect(ada.page.getByTestId('end-summary')).toContainText('You were in the meeting for')
})

test('[BR71] an instant click of a mouse on “More” in a narrow layout opens the menu and chooses none of its entries', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada', { width: 390, height: 700, hasTouch: true, isMobile: true })
  await enter(ada, await meeting.personalLink(ADA.unionId))
  const { page } = ada
  const box = (await page.getByTestId('open-more').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  for (let click = 0; click < 3; click += 1) {
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.up()
    await page.waitForTimeout(400)
    await expect(page.getByRole('menu')).toBeVisible()
    await expect(page.getByRole('dialog', { name: /Devices|Host tools|Invite/ })).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
  }
})
