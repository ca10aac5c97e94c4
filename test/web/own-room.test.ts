import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryAnswer, OwnRoom } from '../../contract/web/types.ts'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'
import { enter } from './visit.ts'

const device = 'Mac'

async function opened() {
  const server = await startTester()
  const [ada, bram, guest] = [new Page(server.url), new Page(server.url), new Page(server.url)]
  await ada.signIn(ADA)
  await bram.signIn(BRAM)
  const room = async () => (await ada.ask<OwnRoom>('POST', '/api/room', { body: { title: 'Ada’s room' } })).body
  const look = async (page: Page, body: object) => {
    const answer = await page.ask<EntryAnswer & { code?: string }>('POST', '/api/entry', { body })
    return answer.body
  }
  const pass = async (page: Page, body: object) =>
    (await page.ask('POST', '/api/pass', { body: { device, ...body } })).body
  const join = async (page: Page, body: object) => enter(server.url, (await pass(page, body))['ticket'])
  return {
    server,
    ada,
    bram,
    guest,
    room,
    look,
    pass,
    join,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** Where a short link leads. */
async function tokenOf(link: string): Promise<{ roomCode: string; token: string }> {
  const { headers } = await fetch(link, { redirect: 'manual' })
  const { searchParams } = new URL(headers.get('location') ?? '')
  return { roomCode: searchParams.get('roomCode') ?? '', token: searchParams.get('token') ?? '' }
}

test('[HM16] a person makes their own room once, and it stays the same', async () => {
  await using met = await opened()
  const { ada, bram, room } = met
  assert.deepEqual((await ada.ask('GET', '/api/room')).body, {})
  const [first, second] = await Promise.all([room(), room()])
  assert.deepEqual(first, second)
  assert.match(first.link, /\/j\/[A-Za-z0-9]{11}$/)
  assert.deepEqual([first.title, first.waitingRoom], ['Ada’s room', true])
  assert.deepEqual((await ada.ask('GET', '/api/room')).body, { room: first })
  assert.deepEqual((await bram.ask('GET', '/api/room')).body, {}, 'nobody else has it')
  const { body } = await ada.ask<{ booked: unknown[] }>('GET', '/api/home')
  assert.deepEqual(body.booked, [], 'it is no booking of a list')
  assert.equal((await fetch(`${first.link}/calendar.ics`)).status, 404)
})

test('[HM17] a room begins when its owner joins, and others wait for them, then in the waiting room', async () => {
  await using met = await opened()
  const { ada, bram, guest, room, look, pass, join } = met
  const { link, roomCode } = await room()
  const proofs = await tokenOf(link)
  const waiting = await look(guest, proofs)
  assert.deepEqual([waiting.wait, waiting.waitsFor, waiting.title], ['host-absent', 'Ada', 'Ada’s room'])
  assert.equal((await pass(bram, { roomCode }))['wait'], 'host-absent')
  {
    await using _ada = await join(ada, { roomCode })
    assert.equal((await look(guest, proofs)).wait, 'waiting-room')
    assert.equal((await pass(bram, { roomCode }))['wait'], 'waiting-room')
  }
})

test('[HM17] without the waiting room, others join as soon as the owner has joined', async () => {
  await using met = await opened()
  const { ada, guest, room, look, join } = met
  const { link, roomCode } = await room()
  const { body } = await ada.ask<OwnRoom>('PUT', '/api/room', { body: { waitingRoom: false } })
  assert.equal(body.waitingRoom, false)
  assert.equal((await look(guest, await tokenOf(link))).wait, 'host-absent')
  await using _ada = await join(ada, { roomCode })
  const seen = await look(guest, await tokenOf(link))
  assert.deepEqual([seen.wait, seen.inside], [undefined, ['Ada']])
})

test('[HM18] a new link replaces link, room code and passcode, and the old ones admit nobody', async () => {
  await using met = await opened()
  const { ada, bram, guest, room, look } = met
  const old = await room()
  const proofs = await tokenOf(old.link)
  await ada.ask('PUT', '/api/room', { body: { waitingRoom: false } })
  const { body: fresh } = await ada.ask<OwnRoom>('POST', '/api/room/link')
  for (const key of ['link', 'roomCode', 'passcode'] as const) assert.notEqual(fresh[key], old[key])
  assert.deepEqual([fresh.title, fresh.waitingRoom], [old.title, false])
  assert.deepEqual((await ada.ask('GET', '/api/room')).body, { room: fresh })
  for (const page of [ada, guest]) assert.equal((await look(page, proofs)).code, 'conference-ended')
  assert.equal((await look(guest, await tokenOf(fresh.link))).wait, 'host-absent')
  for (const [method, path] of [
    ['PUT', '/api/room'],
    ['POST', '/api/room/link'],
  ] as const) {
    const body = method === 'PUT' ? { waitingRoom: true } : undefined
    assert.equal((await bram.ask(method, path, { body })).status, 404, 'Bram has no room')
  }
})

test('[HM19] the open API shows the conference of a room like one that was not booked', async () => {
  await using met = await opened()
  const { server, ada, room, join } = met
  const { roomCode } = await room()
  await using _ada = await join(ada, { roomCode })
  const list = await server.call('GET', `/v1.0/conference/users/lists?unionId=${ADA.unionId}`)
  const [conferenceId = ''] = list.body['onGoingConfIdList'] as string[]
  const { body } = await server.call('GET', `/v1.0/conference/videoConferences/${conferenceId}`)
  const info = body['confInfo'] as Record<string, unknown>
  assert.deepEqual([info['roomCode'], info['bizType'], info['scheduleConferenceId']], [roomCode, '0', undefined])
})
