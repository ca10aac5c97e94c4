import { after, test } from 'node:test'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { newPerson } from './browser-person.ts'
import { expectAccessible } from './accessibility.ts'
import { home, signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[BR72] [PG42] an owner starts their room and admits a guest there; after a new link, the old one leads nowhere', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  await using gil = await newPerson(browser, 'Gil')
  const { page } = bram
  await signInAsBram(bram, meeting)
  const own = page.getByTestId('own-room')
  await own.getByRole('button', { name: 'Get my link' }).click()
  const link = await own.getByTestId('own-room-link').innerText()
  await gil.page.goto(link)
  await gil.page.getByTestId('nick').fill('Gil')
  await gil.page.getByTestId('join').click()
  await expect(gil.page.getByTestId('waiting')).toHaveAttribute('data-wait', 'host-absent')

  await own.getByRole('button', { name: /^Start / }).click()
  await page.getByTestId('join').click()
  await expect(bram.tile('Bram')).toBeVisible()
  await expect(page.locator('[data-notice="knocks"]')).toContainText('Gil')
  await page.locator('[data-notice="knocks"]').getByRole('button', { name: 'Admit' }).click()
  await expect(gil.tile('Bram')).toBeVisible()
  await expect(bram.tile('Gil')).toBeVisible()

  await page.getByTestId('leave').click()
  await page.getByTestId('end-for-all').click()
  await expect(gil.page.getByTestId('end-page')).toHaveAttribute('data-reason', 'conference-ended')
  await page.getByTestId('go-home').click()
  await expect(home(page)).toBeVisible()
  await own.getByRole('button', { name: /^Options for / }).click()
  await expectAccessible(page, 'options of the own room')
  await page.getByRole('button', { name: 'Get a new link' }).click()
  await page.getByRole('button', { name: 'Replace' }).click()
  await expect(own.getByTestId('own-room-link')).not.toHaveText(link)
  await gil.page.goto(link)
  await expect(gil.page.getByTestId('entry-refusal')).toHaveAttribute('data-refusal', 'conference-ended')
})
