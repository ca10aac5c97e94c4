import assert from 'node:assert/strict'
import type { EventsPage, PublicEvent } from '../../contract/web/event-types.ts'
import { book, local } from '../web/booking-pages.ts'
import { Page } from '../web/page.ts'
import { enter } from '../web/visit.ts'
import { ADA, BRAM, CLEO, type Tester } from './tester.ts'

const CONFERENCES = '/v1.0/conference/videoConferences'

/** Makes an event of every scene, in one conference, one booking and the directory. Gives all events of the organization. */
export async function makeAllEvents(server: Tester): Promise<readonly PublicEvent[]> {
  const [ada, bram] = [new Page(server.url), new Page(server.url)]
  await ada.signIn(ADA)
  await bram.signIn(BRAM)
  const call = async (method: string, path: string, body?: object) => {
    const answer = await server.call(method, path, { ...(body && { body }) })
    assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const { conferenceId, roomCode } = await call('POST', CONFERENCES, {
    userId: ADA.unionId,
    confTitle: 'Weekly sync',
    inviteUserIds: [BRAM.unionId, CLEO.unionId],
  })
  const join = async (page: Page) => {
    const { body } = await page.ask('POST', '/api/pass', { body: { roomCode, device: 'Mac' } })
    return enter(server.url, body['ticket'])
  }
  await using _ = await join(ada)
  await (await join(bram))[Symbol.asyncDispose]()
  await using _removed = await join(bram)
  const path = `${CONFERENCES}/${conferenceId}`
  await call('POST', `${path}/members/kick?unionId=${ADA.unionId}`, { userList: [{ unionId: BRAM.unionId }] })
  await call('DELETE', `${path}?unionId=${ADA.unionId}`)

  const { body: booked } = await book(ada)
  const booking = `/api/bookings/${booked.bookingId}`
  await ada.ask('PUT', booking, { body: { title: 'Review of the year', ...local(2) } })
  await ada.ask('DELETE', booking)

  await ada.ask('POST', '/api/people', { body: { userId: 'dora', name: 'Dora', department: 'Engines' } })
  await ada.ask('PATCH', '/api/people/dora', { body: { name: 'Dora D.' } })
  for (const act of ['disable', 'enable']) await ada.ask('POST', `/api/people/dora/${act}`, { body: {} })
  await ada.ask('DELETE', '/api/people/dora')
  return (await ada.ask<EventsPage>('GET', '/api/events')).body.events
}
