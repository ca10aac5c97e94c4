import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA, BRAM, CLEO } from '../worlds/tester.ts'
import { book, local } from '../web/booking-pages.ts'
import { Page as Visitor } from '../web/page.ts'
import { enter as enterBySocket, startMeeting } from '../web/visit.ts'
import { expectAccessible } from './accessibility.ts'
import { enter, newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openLongMeeting } from './long-meeting.ts'
import { meetingOf, openMeeting } from './meeting.ts'
import { signInAs } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const meetings = (page: Page) => page.getByTestId('meeting')
const bookings = (page: Page) => page.getByTestId('booking')

/** A page of the person, without a browser. */
async function visitorOf(url: string, person: { userId: string; password: string }): Promise<Visitor> {
  const visitor = new Visitor(url)
  await visitor.signIn(person)
  return visitor
}

test('[CO48] [CO2] an administrator finds a meeting by title, person, code and day, and the address keeps the filters', async () => {
  await using long = await openLongMeeting()
  const { tester } = long
  const bram = await visitorOf(tester.url, BRAM)
  const { roomCode } = await startMeeting(bram, '产品周会')
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, long, ADA)
  await page.goto(`${tester.url}/console/meetings`)
  await expect(page.getByRole('heading', { name: 'Meetings' })).toBeVisible()
  await expect(meetings(page)).toHaveCount(2)
  await expect(meetings(page).first()).toContainText('产品周会')
  await expect(meetings(page).first()).toContainText('In progress')
  await expectAccessible(page, 'meetings in the console')

  await page.getByTestId('search-meetings').fill('arterly')
  await expect(meetings(page)).toHaveCount(1)
  await expect(page).toHaveURL(/\/console\/meetings\?title=arterly$/)
  await page.reload()
  await expect(meetings(page)).toHaveCount(1)
  await expect(page.getByTestId('search-meetings')).toHaveValue('arterly')
  await page.getByTestId('search-meetings').fill('')
  await expect(meetings(page)).toHaveCount(2)

  await page.getByTestId('choose-person').fill('cle')
  await page.getByRole('option', { name: 'Cleo' }).click()
  await expect(page).toHaveURL(new RegExp(`person=${CLEO.unionId}$`))
  await expect(meetings(page)).toHaveCount(1)
  await expect(page.getByTestId('chosen-person')).toContainText('Cleo')
  await expectAccessible(page, 'meetings of a person')
  await page.reload()
  await expect(page.getByTestId('chosen-person')).toContainText('Cleo')
  await page.getByRole('button', { name: 'Remove the person from the filter' }).click()
  await expect(meetings(page)).toHaveCount(2)

  await page.getByTestId('search-code').fill(`${roomCode.slice(0, 3)} ${roomCode.slice(3)}`)
  await expect(meetings(page)).toHaveCount(1)
  await expect(meetings(page)).toContainText('产品周会')
  await page.getByTestId('search-code').fill('')
  await page.getByTestId('to-date').fill('2020-01-01')
  await expect(page.getByText('No meeting matches. Change the filters.')).toBeVisible()
  await page.getByTestId('to-date').fill('')
  await expect(meetings(page)).toHaveCount(2)
})

test('[CO48] a meeting opens with its attendance, what happened in it, and the quality of connections', async () => {
  await using long = await openLongMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, long, ADA)
  await page.goto(`${long.tester.url}/console/meetings`)
  await page.getByRole('link', { name: 'Quarterly review' }).click()
  await expect(page.getByRole('heading', { name: 'Quarterly review' })).toBeVisible()
  await expect(page.getByTestId('timeline-person')).toHaveCount(long.people)
  await expectAccessible(page, 'attendance in the console')

  const parts = page.getByRole('navigation', { name: 'Parts of the meeting' })
  await parts.getByRole('link', { name: 'What happened' }).click()
  await expect(page).toHaveURL(/\?part=log$/)
  const entries = page.getByTestId('log-entry')
  await expect(entries).toHaveCount(50)
  await expect(entries.first()).toContainText('started the meeting “Quarterly review”')
  await expect(page.getByText('Ada joined (Mac)')).toBeVisible()
  await expectAccessible(page, 'log of a meeting')
  await page.getByTestId('load-more').click()
  await expect(entries).toHaveCount(100)

  await parts.getByRole('link', { name: 'Quality' }).click()
  await expect(page.getByTestId('quality-person').first()).toContainText('Ada')
  await expect(page.getByTestId('quality-person').first()).toContainText('Not measured')
  await expectAccessible(page, 'quality of a meeting')
  await page.getByRole('link', { name: '← All meetings' }).click()
  await expect(meetings(page)).toHaveCount(1)
  await page.goto(`${long.tester.url}/console/meetings/${'0'.repeat(24)}`)
  await expect(page.getByRole('heading', { name: 'This organization has no such meeting' })).toBeVisible()
})

test('[CO49] [CO47] an administrator changes a booking of somebody else and cancels another, with the keyboard', async () => {
  await using meeting = await openMeeting()
  const { url } = meeting.tester
  const bram = await visitorOf(url, BRAM)
  const daily = { frequency: 'daily', interval: 1, end: { count: 3 }, leftOut: [] }
  await book(bram, { title: 'Daily', ...local(2), recurrence: daily })
  await book(bram, { title: 'Soon', ...local(1), invitees: [CLEO.unionId] })
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${url}/console/bookings`)
  await expect(bookings(page)).toHaveCount(2)
  await expect(bookings(page).first()).toContainText('Soon')
  await expectAccessible(page, 'bookings in the console')

  await bookings(page).first().getByTestId('booking-menu').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByTestId('invitee')).toContainText('Cleo')
  await expectAccessible(page, 'a booking that is changed in the console')
  await dialog.getByRole('textbox', { name: 'Topic' }).fill('Moved')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Changes saved.')).toBeVisible()
  await expect(bookings(page).first()).toContainText('Moved')
  await expect(bookings(page).first()).toContainText('Bram')

  await bookings(page).nth(1).getByTestId('booking-menu').click()
  await page.getByTestId('booking-cancel-date').click()
  await page.getByRole('alertdialog').getByRole('button').last().click()
  await expect(page.getByText('The date is canceled.')).toBeVisible()
  await expect(bookings(page)).toHaveCount(2)
  await bookings(page).first().getByTestId('booking-menu').click()
  await page.getByTestId('booking-cancel').click()
  await expectAccessible(page, 'the question before a booking is canceled')
  await page.getByRole('alertdialog').getByRole('button').last().click()
  await expect(bookings(page)).toHaveCount(1)
  await page.getByTestId('choose-person').fill('cleo')
  await page.getByRole('option', { name: 'Cleo' }).click()
  await expect(page.getByText('Nothing is scheduled with Cleo.')).toBeVisible()
})

test('[CO50] who came to how many meetings of a booking, from the console and from home', async () => {
  await using meeting = await openMeeting()
  const { url } = meeting.tester
  const bram = await visitorOf(url, BRAM)
  const { body: booked } = await book(bram, { title: 'Weekly', ...local(0), invitees: [CLEO.unionId] })
  const { roomCode, passcode, bookingId } = booked
  const pass = await bram.ask('POST', '/api/pass', { body: { roomCode, passcode, device: 'Mac' } })
  await (await enterBySocket(url, pass.body['ticket']))[Symbol.asyncDispose]()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${url}/console/bookings`)
  await bookings(page).first().getByTestId('booking-menu').click()
  await page.getByTestId('booking-attendance').click()
  await expect(page).toHaveURL(new RegExp(`/attendance/booking/${bookingId}$`))
  await expect(page.getByRole('heading', { name: 'Weekly' })).toBeVisible()
  const regulars = page.getByTestId('regular')
  await expect(regulars).toHaveCount(2)
  await expect(regulars.first()).toContainText('Bram')
  await expect(regulars.last()).toContainText('Cleo')
  await expectAccessible(page, 'attendance of a booking')
  const download = page.waitForEvent('download')
  await page.getByTestId('file-csv').click()
  assert.match((await download).suggestedFilename(), /^Weekly [\d-]+\.csv$/)
  await page.goto(`${url}/attendance/booking/none`)
  await expect(page.getByRole('heading', { name: 'This booking doesn’t exist' })).toBeVisible()

  await using other = await newPerson(browser, 'Bram')
  await signInAs(other, meetingOf(meeting.tester, meeting), { ...BRAM, password: `${BRAM.password} and longer` })
  await other.page.getByTestId('booked-menu').click()
  await other.page.getByTestId('booked-attendance').click()
  await expect(other.page).toHaveURL(new RegExp(`/attendance/booking/${bookingId}$`))
  await expect(other.page.getByTestId('regular').first()).toContainText('Bram')
})

test('[CO40] [CO48] meetings of a guest are found by their name, and the address has it', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil Moreau')
  await enter(gil, meeting.link)
  const { page } = ada
  await signInAs(ada, meeting, ADA)
  await page.goto(`${meeting.tester.url}/console/meetings`)
  await expect(page.getByTestId('meeting')).toHaveCount(1)
  await page.getByTestId('choose-person').fill('nobody')
  await page.getByRole('option', { name: 'Guest “nobody”' }).click()
  await expect(page.getByTestId('meeting')).toHaveCount(0)
  await page.getByTestId('chosen-person').getByRole('button').click()
  await page.getByTestId('choose-person').fill('gil moreau')
  await page.getByRole('option', { name: 'Guest “gil moreau”' }).click()
  await expect(page).toHaveURL(/\/console\/meetings\?guest=gil\+moreau$/)
  await expect(page.getByTestId('meeting')).toHaveCount(1)
  await page.reload()
  await expect(page.getByTestId('meeting')).toHaveCount(1)
  await expect(page.getByTestId('chosen-person')).toContainText('Guest “gil moreau”')
  await expectAccessible(page, 'meetings of a guest')
})
