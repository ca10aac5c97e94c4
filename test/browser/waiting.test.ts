import { after, test } from 'node:test'
import { ADA, BRAM } from '../worlds/tester.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { bookMeeting } from './meeting.ts'
import { enter, newPerson, type Person } from './browser-person.ts'
import { expectAccessible } from './accessibility.ts'
import { signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** Opens the link and requests to join. */
async function knock({ page, nick }: Person, link: string): Promise<void> {
  await page.goto(link)
  await expect(page.getByTestId('will-wait')).toBeVisible()
  const name = page.getByTestId('nick')
  if (await name.isVisible()) await name.fill(nick)
  await page.getByTestId('join').click()
  await expect(page.getByTestId('waiting')).toHaveAttribute('data-wait', 'waiting-room')
}

test('[BR28] [BR18] a waiting person joins when the host admits them, with devices as set, and learns when the host denies them', async () => {
  await using meeting = await bookMeeting({
    hostUnionId: BRAM.unionId,
    moziConfVirtualExtraSetting: { waitingRoom: 1 },
  })
  await using bram = await newPerson(browser, 'Bram')
  await using gil = await newPerson(browser, 'Gil')
  await using ada = await newPerson(browser, 'Ada')
  await signInAsBram(bram, meeting)
  await enter(bram, meeting.link)

  await knock(gil, meeting.link)
  await gil.page.getByTestId('toggle-camera').click()
  await expect(bram.page.locator('[data-notice="knocks"]')).toContainText('Gil')
  await knock(ada, await meeting.personalLink(ADA.unionId))
  await meeting.expectRoster({ Bram: 3, Gil: 1, Ada: 1 })
  await expectAccessible(ada.page, 'waiting')

  const row = await bram.row('Ada')
  await expectAccessible(bram.page, 'people who wait')
  await row.getByTestId('refuse').click()
  await bram.page.getByTestId('remove-confirm').click()
  await expect(ada.page.getByTestId('entry-refusal')).toHaveAttribute('data-refusal', 'turned-away')

  // The open panel shows who waits, so there is no notice about it.
  await expect(bram.page.locator('[data-notice="knocks"]')).toHaveCount(0)
  await (await bram.row('Gil')).getByTestId('let-in').click()
  await expect(gil.tile('Gil')).toBeVisible()
  await expect(gil.page.getByTestId('toggle-camera')).toHaveAttribute('aria-pressed', 'false')
  await expect(bram.tile('Gil')).toBeVisible()
  await expect(bram.page.getByTestId('people-waiting')).toHaveCount(0)
  await meeting.expectRoster({ Bram: 3, Gil: 3, Ada: 5 })
})
