import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA, BRAM, SEED, startTester } from '../worlds/tester.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { meetingOf, openMeeting } from './meeting.ts'
import { enterSignedIn, signInAs } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** Words of table cells that stand in two lines. Secrets and links, which are code, have no words. */
async function brokenWords(page: Page): Promise<readonly string[]> {
  return page.locator('.console-table').evaluate((table) => {
    const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT)
    const broken: string[] = []
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      if (node.parentElement?.closest('code')) continue
      for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        const tops = [...range.getClientRects()].map(({ top }) => Math.round(top))
        if (new Set(tops).size > 1) broken.push(word)
      }
    }
    return broken
  })
}

test('[CO79] no table breaks a word at 1280 pixels, and a table that goes on has a shadow', async () => {
  const [acme, globex] = SEED.organizations
  const department = 'Internationale Zusammenarbeit'
  const users = [ADA, { ...BRAM, name: 'Maximiliane Freifrau von Wolkenstein', department, email: 'm.w@acme.example' }]
  await using tester = await startTester({ seed: { organizations: [{ ...acme, users }, globex] } })
  await using ada = await newPerson(browser, 'Ada', { width: 1_280, height: 900 })
  const { page } = ada
  await signInAs(ada, meetingOf(tester, { conferenceId: '', link: '' }), ADA)
  const name = 'Attendance export of the headquarters'
  const scopes = ['qyapi_get_member', 'Contact.User.Read', 'VideoConference.Conference.Read']
  const made = await page.request.post(`${tester.url}/api/apps`, {
    data: { name, scopes },
    headers: { origin: tester.url },
  })
  assert.equal(made.status(), 200)
  const { app } = (await made.json()) as { app: { clientId: string } }
  const subscribed = await page.request.post(`${tester.url}/api/subscriptions`, {
    data: {
      clientId: app.clientId,
      way: 'stream',
      types: ['meeting_status_change', 'meeting_member_status_change', 'booking_change', 'directory_change'],
    },
    headers: { origin: tester.url },
  })
  assert.equal(subscribed.status(), 200)
  const settings = { color: '#2f5d50', meetings: { chat: false, sharing: 'hosts' } }
  await page.request.patch(`${tester.url}/api/organization/settings`, {
    data: settings,
    headers: { origin: tester.url },
  })
  for (const [path, row] of [
    ['audit', 'audit-entry'],
    ['apps', 'app'],
    ['people', 'person'],
  ] as const) {
    await page.goto(`${tester.url}/console/${path}`)
    await expect(page.getByTestId(row).first()).toBeVisible()
    // An id of random letters may be wider than any column.
    assert.deepEqual(
      (await brokenWords(page)).filter((word) => word !== app.clientId),
      [],
      path,
    )
  }
})

test('[AR27] [AR28] the attendance leads back to the meeting in the console, and its legend has the sign of people inside', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada', { width: 1_280, height: 900 })
  await using bram = await newPerson(browser, 'Bram')
  await signInAs(bram, meeting, BRAM)
  await enterSignedIn(bram, meeting)
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/live/${meeting.conferenceId}`)
  await page.getByRole('link', { name: 'Attendance' }).click()
  await expect(page.getByTestId('attendance-person').first()).toBeVisible()
  await expect(page.locator('.timeline-legend')).toContainText('Still in the meeting')
  await expect(page.locator('.timeline-legend .timeline-bar-lost')).toHaveCount(1)
  await page.getByTestId('back').click()
  await expect(page).toHaveURL(new RegExp(`/console/live/${meeting.conferenceId}$`))
  // A page of its own leads home.
  await using other = await newPerson(browser, 'Ada')
  await other.context.addCookies(await ada.context.cookies())
  await other.page.goto(`${meeting.tester.url}/attendance/${meeting.conferenceId}`)
  await expect(other.page.getByTestId('back')).toContainText('Back to home')
  await other.page.getByTestId('back').click()
  await expect(other.page.getByRole('heading', { name: 'Hello, Ada' })).toBeVisible()
})

test('[CO84] on a phone, the menu of each person is inside the page, however many badges they have', async () => {
  const [acme, globex] = SEED.organizations
  const email = 'maximiliane.freifrau.von.wolkenstein@headquarters.acme.example'
  const users = [
    { ...ADA, operator: true },
    { ...BRAM, name: 'Maximiliane Freifrau von Wolkenstein', admin: true, operator: true, email },
  ]
  await using tester = await startTester({ seed: { organizations: [{ ...acme, users }, globex] } })
  await using ada = await newPerson(browser, 'Ada', { width: 390, height: 844 })
  const { page } = ada
  await signInAs(ada, meetingOf(tester, { conferenceId: '', link: '' }), ADA)
  await page.goto(`${tester.url}/console/people`)
  const menus = page.getByTestId('person-acts')
  await expect(menus).toHaveCount(2)
  for (const menu of await menus.all()) {
    const { x, width } = (await menu.boundingBox()) ?? assert.fail('the menu is drawn')
    assert.ok(x >= 0 && x + width <= 390, `the menu ends at ${x + width}`)
  }
  const table = page.locator('.console-table')
  assert.ok(
    await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth),
    'badges break into lines',
  )
})
