import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA, BRAM, CLEO } from '../worlds/tester.ts'
import { expectAccessible } from './accessibility.ts'
import { openBot } from './bot.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { enterSignedIn, signInAs } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const member = (page: Page, nick: string) =>
  page.locator(`[data-testid="live-member"][data-nick=${JSON.stringify(nick)}]`)

async function act(page: Page, nick: string, name: string): Promise<void> {
  await member(page, nick).getByTestId('member-acts').click()
  await page.getByTestId(name).click()
}

test('[CO29] [CO30] [CO31] [CO34] [CO22] an administrator watches a meeting of three, mutes, removes, calls and ends it', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  await using ada = await newPerson(browser, 'Ada')
  await signInAs(bram, meeting, BRAM)
  await enterSignedIn(bram, meeting)
  using _one = await openBot(meeting, 'Bot one')
  const { page } = ada
  await signInAs(ada, meeting, ADA)

  await page.goto(`${meeting.tester.url}/console`)
  await expect(page).toHaveTitle('Console: Overview · Rollcall')
  await expect(page.getByTestId('now-meetings')).toHaveText('1')
  await expect(page.getByTestId('now-people')).toHaveText('2')
  await expect(page.getByTestId('day-total')).toHaveText('1')
  await expect(page.getByTestId('health')).toHaveCount(0)
  await expectAccessible(page, 'overview of the console')
  await page.getByRole('link', { name: /Meetings now/ }).click()
  await expect(page).toHaveURL(/\/console\/live$/)
  await expect(page.getByTestId('live-meeting')).toHaveCount(1)
  await expect(page.getByTestId('inside')).toHaveText('2')
  await expectAccessible(page, 'meetings in progress')

  await page.getByRole('link', { name: 'Weekly sync' }).click()
  await expect(page).toHaveURL(new RegExp(`/console/live/${meeting.conferenceId}$`))
  await expect(page).toHaveTitle('Console: Weekly sync · Rollcall')
  await expect(member(page, 'Bram')).toHaveAttribute('data-status', '3')
  await expect(member(page, 'Bot one')).toContainText('Microphone')
  // Not loaded again: what follows comes by itself.
  await page.evaluate(() => void Object.assign(window, { isSamePage: true }))
  using _two = await openBot(meeting, 'Bot two')
  await expect(member(page, 'Bot two')).toHaveAttribute('data-status', '3')
  await expect(page.getByTestId('live-member')).toHaveCount(3)
  await expectAccessible(page, 'a meeting in progress')
  await page.getByTestId('find-member').fill('two')
  await expect(page.getByTestId('live-member')).toHaveCount(1)
  await expect(page).toHaveURL(/\?q=two$/)
  await page.getByTestId('find-member').fill('')
  await expect(page.getByTestId('live-member')).toHaveCount(3)

  await page.getByText('Show the timeline').click()
  await expect(page.getByTestId('timeline-person')).toHaveCount(3)
  await expect(page).toHaveURL(/\?timeline=on$/)
  await expectAccessible(page, 'the timeline of a meeting in progress')

  await page.getByTestId('mute-all').click()
  await expect(page.getByTestId('outcome')).toHaveText('Everyone but the host and co-hosts is muted.')
  await expect(member(page, 'Bot one')).toContainText('Muted')
  await expect(bram.page.getByText('An administrator muted you. You can unmute yourself.').first()).toBeVisible()
  await page.getByTestId('lock').click()
  await expect(page.getByTestId('locked')).toBeVisible()
  await expect(
    bram.page.getByText('An administrator locked the meeting. Other people can’t join now.').first(),
  ).toBeVisible()
  await page.getByTestId('call-people').click()
  await expect(page.getByText('The meeting is locked. Unlock it before you call people.')).toBeVisible()
  await page.getByTestId('close-dialog').click()
  await page.getByTestId('lock').click()
  await expect(page.getByTestId('locked')).toHaveCount(0)

  await page.getByTestId('call-people').click()
  const self = page.locator('[data-testid="callee"][data-user="ada"]')
  await expect(self).toContainText('You')
  await expect(self.getByTestId('call')).toHaveCount(0)
  await page.getByTestId('find-callee').fill('cle')
  await expect(page.getByTestId('callee')).toHaveCount(1)
  await page.getByTestId('call').click()
  await expect(page.getByTestId('callee')).toContainText('Called')
  await expectAccessible(page, 'calling people from the console')
  await page.getByTestId('close-dialog').click()
  await expect(member(page, CLEO.name)).toHaveAttribute('data-status', '1')

  await act(page, 'Bram', 'remove')
  await expect(page.getByText('They can rejoin.')).toBeVisible()
  await expectAccessible(page, 'removing a person from the console')
  await page.getByTestId('confirm').click()
  await expect(bram.page.getByTestId('end-page')).toHaveAttribute('data-reason', 'removed')
  await expect(bram.page.getByText('An administrator of the organization did this.')).toBeVisible()
  await expect(member(page, 'Bram')).toHaveCount(0)
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('option', { name: /^Left/ }).click()
  await expect(member(page, 'Bram')).toHaveAttribute('data-status', '5')
  await expect(page).toHaveURL(/[?&]list=past/)

  await page.getByTestId('end-meeting').click()
  await expect(page.getByRole('alertdialog')).toContainText('2 people are inside.')
  await page.getByTestId('confirm').click()
  await expect(page.getByText('This meeting has ended.')).toBeVisible()
  await expect(page.getByTestId('end-meeting')).toHaveCount(0)
  await expect(page.getByTestId('live-member')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'See who attended' })).toBeVisible()
  await expectAccessible(page, 'a meeting that an administrator ended')
  assert.equal(await page.evaluate(() => 'isSamePage' in window), true)
  await meeting.expectNowhere(BRAM.unionId)
})
