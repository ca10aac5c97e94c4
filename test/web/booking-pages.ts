import type { BookedMeeting, HomeAnswer } from '../../contract/web/types.ts'
import { toWallTime } from '../../contract/time/wall-time.ts'
import { startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

export const HOUR = 3_600_000
export const BOOKINGS = '/v1.0/conference/scheduleConferences'

/** A server, and pages of people who are signed in. */
export async function openPages() {
  const server = await startTester()
  const pageOf = async (person: { userId: string; password: string }, corpId = 'dingacme') => {
    const page = new Page(server.url)
    await page.signIn({ corpId, ...person })
    return page
  }
  return { server, pageOf, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}
export const bookedOf = async (page: Page) => (await page.ask<HomeAnswer>('GET', '/api/home')).body.booked
export const codeOf = ({ body }: { body: object }) => ('code' in body ? body.code : undefined)
export const local = (hours: number, length = 1) => ({
  start: toWallTime(Date.now() + hours * HOUR, 'UTC'),
  end: toWallTime(Date.now() + (hours + length) * HOUR, 'UTC'),
  timeZone: 'UTC',
})
export const book = (page: Page, fields: object = {}) =>
  page.ask<BookedMeeting>('POST', '/api/bookings', { body: { title: 'Review', ...local(1), ...fields } })
