import { after, test } from 'node:test'
import { expect } from './expect.ts'
import { expectAccessible } from './accessibility.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { bookMeeting, openMeeting } from './meeting.ts'
import { AUTHORIZATION } from './scenes.ts'
import { changeFirstPassword, fillSignIn } from './sign-in.ts'
import { ADA, BRAM } from '../worlds/tester.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[BR57] a person who opens a link signed out can sign in at once, and joins the same meeting as themselves', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await page.goto(meeting.link)
  await expect(page.getByTestId('nick')).toBeVisible()
  await expectAccessible(page, 'before joining, signed out')
  await page.getByTestId('entry-sign-in').click()
  await page.getByTestId('back-to-meeting').click()
  await expect(page.getByTestId('nick')).toBeVisible()
  await page.getByTestId('entry-sign-in').click()
  await fillSignIn(page)
  await changeFirstPassword(page)
  await expect(page.getByTestId('joins-as')).toContainText('Bram')
  await page.getByTestId('join').click()
  await expect(bram.tile('Bram')).toBeVisible()
  await meeting.expectRoster({ Bram: 3 })
})

test('[BR57] a host who waits for themselves as a guest signs in and joins', async () => {
  await using meeting = await bookMeeting({
    hostUnionId: BRAM.unionId,
    moziConfVirtualExtraSetting: { joinBeforeHost: 0 },
  })
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await page.goto(meeting.link)
  await page.getByTestId('nick').fill('Bram')
  await page.getByTestId('join').click()
  await expect(page.getByTestId('waiting')).toHaveAttribute('data-wait', 'host-absent')
  await page.getByTestId('entry-sign-in').click()
  await fillSignIn(page)
  await changeFirstPassword(page)
  await page.getByTestId('join').click()
  await expect(bram.tile('Bram')).toBeVisible()
  await meeting.expectRoster({ Bram: 3 })
})

test('[BR57] a meeting without guests says so, not that it is locked, and a person who signs in joins', async () => {
  await using meeting = await bookMeeting({ moziConfVirtualExtraSetting: { enableWebAnonymousJoin: false } })
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await page.goto(meeting.link)
  const refusal = page.getByTestId('entry-refusal')
  await expect(refusal).toHaveAttribute('data-refusal', 'not-for-guests')
  await expect(refusal).toContainText('isn’t open to guests')
  await expectAccessible(page, 'not open to guests')
  await page.getByTestId('entry-sign-in').click()
  await fillSignIn(page)
  await changeFirstPassword(page)
  await expect(page.getByTestId('joins-as')).toContainText('Bram')
})

test('[BR58] a wrong room code is corrected beside the passcode', async () => {
  await using meeting = await openMeeting()
  await using gil = await newPerson(browser, 'Gil')
  const { page } = gil
  const { body } = await meeting.tester.call('POST', '/v1.0/conference/videoConferences', {
    body: { userId: ADA.unionId, confTitle: 'Review', inviteCaller: false },
  })
  const code = new URL(String(body['externalLinkUrl'])).searchParams.get('roomCode') ?? ''
  await page.goto(`${meeting.tester.url}/app?roomCode=99999999999`)
  await page.getByTestId('passcode').fill('1')
  await page.getByTestId('passcode').press('Enter')
  await expect(page.getByTestId('entry-refusal')).toBeVisible()
  await expect(page.getByTestId('room-code')).toHaveValue('999 9999 9999')
  await expectAccessible(page, 'passcode')
  await page.getByTestId('room-code').fill(code)
  await page.getByTestId('passcode').fill(String(body['conferencePassword']))
  await page.getByTestId('passcode').press('Enter')
  await expect(page.getByTestId('entry-title')).toHaveText('Review')
  await expect(page.getByTestId('nick')).toBeVisible()
})

test('[OA1] [OA2] a person signs in to an app: they sign in here, allow it, and arrive there with a code', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  await page.route('https://acme.example/**', (route) => route.fulfill({ body: 'Welcome', contentType: 'text/plain' }))
  await page.goto(`${meeting.tester.url}/oauth2/auth?${AUTHORIZATION}`)
  await fillSignIn(page)
  await changeFirstPassword(page)
  await expect(page.getByRole('heading', { name: 'Sign in to Everything' })).toBeVisible()
  await expect(page.getByText('acme.example')).toBeVisible()
  await page.getByTestId('allow').click()
  await page.waitForURL(/^https:\/\/acme\.example\/signed-in\?authCode=[\w-]+&state=x$/)
  await page.goto(`${meeting.tester.url}/oauth2/auth?${AUTHORIZATION}`)
  await page.getByTestId('deny').click()
  await page.waitForURL('https://acme.example/signed-in?error=access_denied&state=x')
})

test('[OA3] an app that asks for another address is refused, and nobody goes there', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  const asked = AUTHORIZATION.replace('acme.example', 'elsewhere.example')
  await page.goto(`${meeting.tester.url}/oauth2/auth?${asked}`)
  await fillSignIn(page)
  await changeFirstPassword(page)
  await expect(page.getByText('https://elsewhere.example/signed-in')).toBeVisible()
  await expect(page.getByTestId('allow')).toHaveCount(0)
  await expectAccessible(page, 'an app that is refused')
})
