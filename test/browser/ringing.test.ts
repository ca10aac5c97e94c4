import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA, BRAM } from '../tester.ts'
import { expect } from './expect.ts'
import { openBrowser } from './chromium.ts'
import { openMeeting, type Meeting } from './meeting.ts'
import { enter, newPerson } from './person.ts'
import { signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

async function call(meeting: Meeting): Promise<void> {
  const path = `/v1.0/conference/videoConferences/${meeting.conferenceId}/users/invite`
  const { status, body } = await meeting.tester.call('POST', path, {
    body: { unionId: ADA.unionId, inviteeList: [{ unionId: BRAM.unionId, nick: 'Bram' }] },
  })
  assert.equal(status, 200, JSON.stringify(body))
}

const incoming = (page: Page) => page.getByRole('alertdialog')

test('[BR15] a call fills the pages of the callee; accepting on one comes in there and stops the other', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await using phone = await newPerson(browser, 'Bram')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await signInAsBram(bram, meeting)
  await signInAsBram(phone, meeting)
  await call(meeting)
  await Promise.all([bram, phone].map(({ page }) => expect(incoming(page)).toContainText('Weekly sync')))
  await meeting.expectRoster({ Ada: 3, Bram: 2 })
  await incoming(bram.page).getByRole('button', { name: 'Join' }).click()
  await expect(bram.tile('Bram')).toBeVisible()
  await expect(incoming(phone.page)).toHaveCount(0)
  await meeting.expectRoster({ Ada: 3, Bram: 3 })
})

test('[BR16] declining on one page stops the other, and the caller sees it', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await using phone = await newPerson(browser, 'Bram')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await signInAsBram(bram, meeting)
  await signInAsBram(phone, meeting)
  await call(meeting)
  await expect(incoming(bram.page)).toBeVisible()
  await incoming(phone.page).getByRole('button', { name: 'Decline' }).click()
  await expect(incoming(phone.page)).toHaveCount(0)
  await expect(incoming(bram.page)).toHaveCount(0)
  await expect(await ada.row('Bram')).toContainText('Declined')
  await meeting.expectRoster({ Ada: 3, Bram: 4 })
})

test('[BR17] a call that nobody answers stops by itself', async () => {
  await using meeting = await openMeeting({ env: { ROLLCALL_RING_TIMEOUT_MS: '5000' } })
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await signInAsBram(bram, meeting)
  await call(meeting)
  await expect(incoming(bram.page)).toBeVisible()
  await meeting.expectRoster({ Ada: 3, Bram: 2 })
  await expect(incoming(bram.page)).toHaveCount(0)
  await meeting.expectRoster({ Ada: 3, Bram: 4 })
})
