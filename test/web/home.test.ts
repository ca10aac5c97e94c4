import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FoundPeople, HomeAnswer } from '../../contract/web/types.ts'
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
  assert.deepEqual(await homeOf(ada), { ongoing: [], recent: [], booked: [], waitingRoom: false })
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
    assert.deepEqual(await homeOf(bram), { ongoing: [], recent: [], booked: [], waitingRoom: false })
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

test('[HM3] [TT6] a person starts a conference and hosts it; the title is cut at 50 characters, or names the person', async () => {
  await using server = await startTester()
  const ada = new Page(server.url)
  await ada.signIn(ADA)
  const titles = []
  for (const title of [undefined, '  ', ' Plans ', '\u202ePl\u0007ans\u200b', '🙂'.repeat(60)]) {
    const { conferenceId, roomCode, link } = await startMeeting(ada, title)
    const info = await server.call('GET', `/v1.0/conference/videoConferences/${conferenceId}`)
    const { title: kept, creatorId } = info.body['confInfo'] as Record<string, string>
    titles.push(kept)
    assert.equal(creatorId, ADA.unionId)
    assert.ok(link.includes(`roomCode=${roomCode}&token=1_`))
  }
  assert.deepEqual(titles, ['Ada', 'Ada', 'Plans', 'Plans', '🙂'.repeat(50)])
  assert.equal((await new Page(server.url).ask('POST', '/api/conferences', { body: {} })).status, 401)
  for (const title of ['\u3164', '\u200b \u2060', '\u0007', '\u202e']) {
    const unseen = await ada.ask('POST', '/api/conferences', { body: { title } })
    assert.deepEqual([unseen.status, unseen.body['code']], [400, 'malformed'])
    assert.equal(unseen.body['message'], 'title must have something visible, or be blank')
  }
  const tooLong = await ada.ask('POST', '/api/conferences', { body: { title: 'x'.repeat(257) } })
  assert.deepEqual([tooLong.status, tooLong.body['code']], [400, 'malformed'])
})

/** Signs Ada in at a server whose Acme has `names` too. */
async function startWithNames(names: readonly (string | { name: string; department: string })[]) {
  const [acme, globex] = SEED.organizations
  const more = names.map((name, i) => ({
    userId: `w${i}`,
    unionId: `w${i}iEiE`,
    ...(typeof name === 'string' ? { name } : name),
  }))
  const server = await startTester({ seed: { organizations: [{ ...acme, users: [...acme.users, ...more] }, globex] } })
  const ada = new Page(server.url)
  await ada.signIn(ADA)
  const search = async (q: string, from?: number) => {
    const query = new URLSearchParams({ q, ...(from !== undefined && { from: String(from) }) })
    return (await ada.ask<FoundPeople>('GET', `/api/colleagues?${query.toString()}`)).body
  }
  const find = async (q: string, from?: number) => (await search(q, from)).people.map(({ name }) => name)
  return { ada, search, find, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

test('[HM4] colleagues are found by any part of name or user id, only in the person’s own organization', async () => {
  const crowd = Array.from({ length: 25 }, (_, i) => `Quin ${String(i).padStart(2, '0')}`)
  await using met = await startWithNames(['Élodie', 'Zora Bell', 'Łukasz', 'Mira O’Brien', ...crowd])
  const { find, search, ada } = met
  assert.deepEqual(await find('B'), ['Bram', 'Zora Bell', 'Mira O’Brien'])
  assert.deepEqual(await find('ram'), ['Bram'])
  assert.deepEqual(await find('bell zo'), ['Zora Bell'])
  assert.deepEqual(await find('elo'), ['Élodie'])
  assert.deepEqual(await find('ÉLODIE'), ['Élodie'])
  assert.deepEqual(await find('ｌukasz'), ['Łukasz'])
  assert.deepEqual(await find("o'brien"), ['Mira O’Brien'])
  for (const q of ['gus', '%', '_', 'bram gus']) assert.deepEqual(await find(q), [], q)
  assert.equal((await ada.ask('GET', '/api/colleagues?q=ada%00')).status, 400)
  assert.deepEqual(await find('\u202aA\u200bd\u00ada\u202c\u200e'), ['Ada'])
  const [first, second] = [await search('quin'), await search('quin', 20)]
  assert.deepEqual([first.people.length, first.hasMore], [20, true])
  assert.deepEqual([second.people.length, second.hasMore], [5, false])
  assert.deepEqual(
    [...first.people, ...second.people].map(({ name }) => name),
    crowd,
  )
  assert.deepEqual((await find('')).slice(0, 4), ['Ada', 'Bram', 'Cleo', 'Élodie'])
  assert.deepEqual(await search('cleo'), {
    people: [{ unionId: CLEO.unionId, name: 'Cleo', userId: 'cleo' }],
    hasMore: false,
  })
  for (const query of ['', '?q=a&from=-1', '?q=a&from=x', `?q=${'a'.repeat(65)}`])
    assert.equal((await ada.ask('GET', `/api/colleagues${query}`)).status, 400, query)
})

test('[PG60] colleagues with the same name have their user id and department', async () => {
  await using met = await startWithNames([{ name: 'Emma Müller', department: 'Sales' }, 'Emma Müller'])
  const { people } = await met.search('emma')
  assert.deepEqual(people, [
    { unionId: 'w0iEiE', name: 'Emma Müller', userId: 'w0', department: 'Sales' },
    { unionId: 'w1iEiE', name: 'Emma Müller', userId: 'w1' },
  ])
})

test('[HM14] colleagues with Chinese names are found by pinyin, and sorted among the others', async () => {
  await using met = await startWithNames(['张三', '单雄信', '欧阳娜娜', '吕布', 'Ben 李', '曾国藩', '王重阳'])
  const { find } = met
  for (const q of ['张', 'zhangsan', 'zhang san', 'ngsan', 'zs', 'ZHANG', 'ｚhang'])
    assert.deepEqual(await find(q), ['张三'], q)
  for (const q of ['shanxiongxin', 'sxx', 'danxiong']) assert.deepEqual(await find(q), ['单雄信'], q)
  for (const q of ['ouyang', 'oynn']) assert.deepEqual(await find(q), ['欧阳娜娜'], q)
  for (const q of ['lvbu', 'lubu', 'lü', 'lb']) assert.deepEqual(await find(q), ['吕布'], q)
  for (const q of ['zengguofan', 'zgf']) assert.deepEqual(await find(q), ['曾国藩'], q)
  for (const q of ['zhongyang', 'chongyang', 'wcy']) assert.deepEqual(await find(q), ['王重阳'], q)
  for (const q of ['benli', 'ben li', 'bl']) assert.deepEqual(await find(q), ['Ben 李'], q)
  assert.deepEqual(await find(''), [
    'Ada',
    'Ben 李',
    'Bram',
    'Cleo',
    '吕布',
    '欧阳娜娜',
    '单雄信',
    '王重阳',
    '曾国藩',
    '张三',
  ])
})

test('[HM5] nobody learns anything about another organization’s meetings and people', async () => {
  await using server = await startTester()
  const [ada, gus] = [new Page(server.url), new Page(server.url)]
  await ada.signIn(ADA)
  await gus.signIn({ corpId: 'dingglobex', ...GUS })
  const { roomCode } = await startMeeting(ada, 'Secret plans')
  assert.deepEqual(await homeOf(gus), { ongoing: [], recent: [], booked: [], waitingRoom: false })
  assert.deepEqual((await gus.ask('GET', '/api/colleagues?q=')).body, {
    people: [{ unionId: GUS.unionId, name: 'Gus', userId: 'gus' }],
    hasMore: false,
  })
  const unknown = await gus.ask('POST', '/api/entry', { body: { roomCode: '10000000000' } })
  for (const body of [{ roomCode }, { roomCode, token: '1_wrong' }, { roomCode, passcode: '1' }]) {
    const refused = await gus.ask('POST', '/api/entry', { body })
    assert.deepEqual([refused.status, refused.body], [403, unknown.body])
  }
})
