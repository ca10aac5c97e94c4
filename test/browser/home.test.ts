import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { expectAccessible } from './accessibility.ts'
import { home, signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[PG39] [PG40] [PG41] [BR63] home shows a meeting that was just left as empty, and tabs have titles', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await signInAsBram(bram, meeting)
  await expect(page).toHaveTitle('Rollcall')
  await page.getByLabel('Topic').fill('Planning')
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.getByTestId('join').click()
  await expect(bram.tile('Bram')).toBeVisible()
  await expect(page).toHaveTitle('Planning · Rollcall')
  await page.goBack()
  await expect(page.getByTestId('leave-confirm')).toBeVisible()
  // Back again before the session has ended: nobody is asked twice.
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('[data-testid="leave-confirm"]')?.click()
    setTimeout(() => history.back(), 0)
  })
  await expect(home(page)).toBeVisible()
  await expect(page.getByText('No one is here now')).toBeVisible()
  await expect(page.getByText('You’re already in this meeting')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Join Planning' })).toHaveClass(/button-plain/)
  await expect(page).toHaveTitle('Rollcall')
  await expectAccessible(page, 'home')
})

test('[PG37] a person corrects a short link on the page that says that it leads nowhere', async () => {
  await using meeting = await openMeeting()
  await using guest = await newPerson(browser, 'Gert')
  const { page } = guest
  const { searchParams } = new URL(meeting.link)
  const answered = await page.goto(`${meeting.tester.url}/j/aB3dE6`)
  assert.equal(answered?.status(), 404)
  await expect(page.getByText('Part of the link is missing')).toBeVisible()
  await expectAccessible(page, 'bad link')
  await page.getByLabel('Room code or link').fill(String(searchParams.get('roomCode')))
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.getByTestId('entry')).toBeVisible()
})
