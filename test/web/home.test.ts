import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Colleague, HomeAnswer } from '../../contract/web/types.ts'
import { ADA, BRAM, CLEO, GUS, SEED, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'
import { enter, startMeeting } from './visit.ts'

const homeOf = async (page: Page) => (await page.ask<HomeAnswer>('GET', '/api/home')).body
const device = 'Mac'

test('[HM1] home lists the conferences in progress of the person, with their own status and the number of people', async () => {
  await using server = await startTester()
  const [ada, bram] = [new Page(server.url), new Page(server.url)]
  await ada.signIn(ADA)
  await bram.signIn(BRAM)
  assert.deepEqual(await homeOf(ada), { ongoing: [], recent: [], booked: [] })
  const meeting = await startMeeting(ada, 'Stand-up')
  const { conferenceId, roomCode } = meeting
  const pass = await ada.ask('POST', '/api/pass', { body: { roomCode, device } })
  {
    await using _inside = await enter(server.url, pass.body['ticket'])
    const [ongoing] = (await homeOf(ada)).ongoing
    assert.ok(ongoing && Math.abs(ongoing.startTime - Date.now()) < 60_000)
    assert.deepEqual(ongoing, {
      conferenceId,
      title: 'Stand-up',
      roomCode,
      startTime: ongoing.startTime,
      status: 3,
      inside: 1,
    })
    assert.deepEqual(await homeOf(bram), { ongoing: [], recent: [], booked: [] })
    await server.call('POST', `/v1.0/conference/videoConferences/${conferenceId}/users/invite`, {
      body: { inviteeList: [{ unionId: BRAM.unionId, nick: 'Bram' }] },
    })
    const [called] = (await homeOf(bram)).ongoing
    assert.deepEqual(called, { ...ongoing, status: 1 })
  }
  const [left] = (await homeOf(ada)).ongoing
  assert.deepEqual([left?.status, left?.inside], [6, 0])
})

test('[HM2] home lists the person’s last 20 ended conferences, latest end first, with their own attendance', async () => {
  await using server = await startTester()
  const ada = new Page(server.url)
  await ada.signIn(ADA)
  const close = (id: string) => server.call('DELETE', `/v1.0/conference/videoConferences/${id}?unionId=${ADA.unionId}`)
  const long = await startMeeting(ada, 'The long one')
  for (let i = 1; i <= 21; i += 1) {
    const { conferenceId, roomCode } = await startMeeting(ada, `Number ${i}`)
    const { body } = await ada.ask('POST', '/api/pass', { body: { roomCode, device } })
    await (await enter(server.url, body['ticket']))[Symbol.asyncDispose]()
    assert.equal((await close(conferenceId)).status, 200)
  }
  const { body } = await ada.ask('POST', '/api/pass', { body: { roomCode: long.roomCode, device } })
  await using _inside = await enter(server.url, body['ticket'])
  await server.call('POST', `/v1.0/conference/videoConferences/${long.conferenceId}/users/invite`, {
    body: { inviteeList: [{ unionId: BRAM.unionId, nick: 'Bram' }] },
  })
  assert.equal((await close(long.conferenceId)).status, 200)
  const bram = new Page(server.url)
  await bram.signIn(BRAM)
  const [missed, ...others] = (await homeOf(bram)).recent
  assert.deepEqual(others, [])
  assert.deepEqual([missed?.title, missed?.joinTime, missed?.durationMs], ['The long one', undefined, 0])
  const { recent, ongoing } = await homeOf(ada)
  assert.deepEqual(ongoing, [])
  assert.deepEqual(
    recent.map(({ title }) => title),
    ['The long one', ...Array.from({ length: 19 }, (_, i) => `Number ${21 - i}`)],
  )
  for (const { startTime, joinTime, endTime, durationMs } of recent) {
    assert.ok(joinTime !== undefined && startTime <= joinTime && joinTime + durationMs <= endTime)
  }
})

test('[HM3] a person starts a conference and hosts it; the title is cut at 50 characters, or names the person', async () => {
  await using server = await startTester()
  const ada = new Page(server.url)
  await ada.signIn(ADA)
  const titles = []
  for (const title of [undefined, '  ', ' Plans ', '🙂'.repeat(60)]) {
    const { conferenceId, roomCode, link } = await startMeeting(ada, title)
    const info = await server.call('GET', `/v1.0/conference/videoConferences/${conferenceId}`)
    const { title: kept, creatorId } = info.body['confInfo'] as Record<string, string>
    titles.push(kept)
    assert.equal(creatorId, ADA.unionId)
    assert.ok(link.includes(`roomCode=${roomCode}&token=1_`))
  }
  assert.deepEqual(titles, ['Ada', 'Ada', 'Plans', '🙂'.repeat(50)])
  assert.equal((await new Page(server.url).ask('POST', '/api/conferences', { body: {} })).status, 401)
  const tooLong = await ada.ask('POST', '/api/conferences', { body: { title: 'x'.repeat(257) } })
  assert.deepEqual([tooLong.status, tooLong.body['code']], [400, 'malformed'])
})

test('[HM4] colleagues are found by the start of name or user id, in any case, only in the person’s own organization', async () => {
  const [acme, globex] = SEED.organizations
  const more = [
    { userId: 'zoe', unionId: 'ZoeiEiE', name: 'Élodie' },
    { userId: 'bea', unionId: 'BeaiEiE', name: 'Zora' },
    { userId: 'li', unionId: 'LiiEiE', name: '李雷' },
  ]
  const crowd = Array.from({ length: 25 }, (_, i) => ({ userId: `u${i}`, unionId: `u${i}iEiE`, name: `Quin ${i}` }))
  const seed = { organizations: [{ ...acme, users: [...acme.users, ...more, ...crowd] }, globex] }
  await using server = await startTester({ seed })
  const ada = new Page(server.url)
  await ada.signIn(ADA)
  const find = async (q: string) => {
    const { body } = await ada.ask<{ people: Colleague[] }>('GET', `/api/people?q=${encodeURIComponent(q)}`)
    return body.people.map(({ name }) => name)
  }
  assert.deepEqual(await find('B'), ['Bram', 'Zora'])
  assert.deepEqual(await find('bram'), ['Bram'])
  assert.deepEqual(await find('élo'), ['Élodie'])
  assert.deepEqual(await find('ÉLODIE'), ['Élodie'])
  assert.deepEqual(await find('李'), ['李雷'])
  assert.deepEqual(await find('gus'), [])
  assert.deepEqual(await find('%'), [])
  assert.deepEqual(await find('a\0'), ['Ada'])
  assert.equal((await find('quin')).length, 20)
  assert.equal((await find('')).length, 20)
  const { body } = await ada.ask('GET', '/api/people?q=cleo')
  assert.deepEqual(body, { people: [{ unionId: CLEO.unionId, name: 'Cleo' }] })
  assert.equal((await ada.ask('GET', '/api/people')).status, 400)
})

test('[HM5] nobody learns anything about another organization’s meetings and people', async () => {
  await using server = await startTester()
  const [ada, gus] = [new Page(server.url), new Page(server.url)]
  await ada.signIn(ADA)
  await gus.signIn({ corpId: 'dingglobex', ...GUS })
  const { roomCode } = await startMeeting(ada, 'Secret plans')
  assert.deepEqual(await homeOf(gus), { ongoing: [], recent: [], booked: [] })
  assert.deepEqual((await gus.ask('GET', '/api/people?q=')).body, { people: [{ unionId: GUS.unionId, name: 'Gus' }] })
  const unknown = await gus.ask('POST', '/api/entry', { body: { roomCode: '10000000000' } })
  for (const body of [{ roomCode }, { roomCode, token: '1_wrong' }, { roomCode, passcode: '1' }]) {
    const refused = await gus.ask('POST', '/api/entry', { body })
    assert.deepEqual([refused.status, refused.body], [403, unknown.body])
  }
})
