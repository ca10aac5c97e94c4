import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { io } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import { openSession } from '../../src/terminal/session.ts'
import { CONFERENCES, openBookings, type Booked } from '../worlds/booking-world.ts'
import { ADA, BRAM } from '../worlds/tester.ts'

const world = await openBookings()
after(() => world[Symbol.asyncDispose]())
const { tester, book, named, cancel, asGuest, asPerson, follow } = world

const extra = (moziConfVirtualExtraSetting: object) => ({ moziConfVirtualExtraSetting })
const roster = async (id: string | undefined) => {
  const { body } = await tester.call('GET', `${CONFERENCES}/${id}/members`)
  const rows = body['memberModels'] as Record<string, unknown>[]
  return rows.map(({ userNick, attendStatus }) => [userNick, attendStatus])
}

test('[BK14] [BK15] a person in the waiting room is listed in the meeting, and joins when called or admitted', async () => {
  const booked = await book(extra({ waitingRoom: 1 }))
  assert.equal((await asPerson(booked, BRAM.unionId)).code, 'waiting-room')
  const ada = await asPerson(booked, ADA.unionId)
  const session = openSession(new URL(tester.url), ada.ticket as string)
  assert.equal(await session.joined(), undefined)
  const id = ada.conferenceId
  assert.deepEqual(await roster(id), [['Ada', 3]], 'nobody was in the meeting at the first request')
  for (let i = 0; i < 2; i += 1) assert.equal((await asPerson(booked, BRAM.unionId)).code, 'waiting-room')
  const { code, guest } = await asGuest(booked)
  assert.equal(code, 'waiting-room')
  assert.equal((await asGuest(booked, { guest, waits: true })).code, 'waiting-room')
  assert.deepEqual(await roster(id), [
    ['Ada', 3],
    ['Bram', 1],
    ['Guest', 1],
  ])
  await tester.call('POST', `${CONFERENCES}/${id}/users/invite`, {
    body: { inviteeList: [{ unionId: BRAM.unionId, nick: 'Bram' }] },
  })
  assert.equal((await asPerson(booked, BRAM.unionId)).status, 200)
  await session.leave()
})

test('[BK18] if chat is off, every chat message is refused', async () => {
  assert.deepEqual(await saying(await book(extra({ enableChat: 0 }))), { ok: false, code: 'not-permitted' })
  assert.deepEqual(await saying(await book()), { ok: true })
})

test('[BK20] the link of a booking, and each short link of it, redirects to its external link, and no cache or referrer keeps it', async () => {
  const booked = await book()
  const made = await tester.call('POST', '/v1.0/conference/customShortLinks', {
    body: { ...named(booked.scheduleConferenceId), coolAppCode: 'COOLAPP-0-1', extensionAppBizData: 'x' },
  })
  const { customShortLink } = made.body['result'] as { customShortLink: string }
  assert.notEqual(customShortLink, booked.url)
  const places: unknown[] = []
  for (const url of [booked.url, customShortLink]) {
    const { status, headers } = await follow(url)
    assert.deepEqual(
      [status, headers.get('cache-control'), headers.get('referrer-policy')],
      [302, 'no-store', 'no-referrer'],
    )
    places.push(headers.get('location'))
  }
  assert.equal(places[0], places[1])
  const { pathname, searchParams } = new URL(String(places[0]))
  assert.deepEqual([pathname, searchParams.get('roomCode')], ['/app', booked.roomCode])
  assert.match(String(searchParams.get('token')), /^1_[0-9a-f-]{36}$/)
  for (const path of ['/j/00000000000', '/j/00000000000/calendar.ics']) {
    const { status, headers } = await follow(tester.url + path)
    assert.deepEqual([status, headers.get('location')], [404, null])
  }
})

test('[BK11] the calendar file of a booking is served under its link and follows its changes', async () => {
  const booked = await book()
  const take = async () => {
    const response = await follow(`${booked.url}/calendar.ics`)
    assert.equal(response.headers.get('content-type'), 'text/calendar; charset=utf-8')
    return (await response.text()).replaceAll('\r\n ', '')
  }
  const first = await take()
  assert.match(first, /\r\nSUMMARY:Quarter review\r\n/)
  assert.match(first, /\r\nSEQUENCE:0\r\n[^]*\r\nSTATUS:CONFIRMED\r\n/)
  assert.ok(first.includes(`\r\nURL:${booked.url}\r\n`))
  assert.ok(!first.includes('token='), 'the link of the booking is secret enough')
  await cancel(booked.scheduleConferenceId)
  const last = await take()
  assert.match(last, /\r\nSEQUENCE:1\r\n[^]*\r\nSTATUS:CANCELLED\r\n/)
  assert.equal(/UID:.*/.exec(first)?.[0], /UID:.*/.exec(last)?.[0])
})

/** The answer to a chat message of a person in the meeting. */
async function saying(booked: Booked): Promise<unknown> {
  const { ticket } = await asGuest(booked)
  const auth = { version: SIGNALING_VERSION, ticket }
  const options = { path: SIGNALING_PATH, transports: ['websocket'], reconnection: false, forceNew: true, auth }
  const socket = io(tester.url + CONFERENCE_NAMESPACE, options)
  try {
    await new Promise((resolve, reject) => {
      socket.once('welcome', resolve)
      socket.once('connect_error', reject)
    })
    return await socket.emitWithAck('say', { text: 'Hello' })
  } finally {
    socket.disconnect()
  }
}
