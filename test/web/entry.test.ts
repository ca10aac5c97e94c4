import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryAnswer } from '../../contract/web/types.ts'
import { ADA, BRAM, GUS, startTester, type Tester } from '../worlds/tester.ts'
import { Page } from './page.ts'
import { enter, startMeeting, type Meeting } from './visit.ts'

const device = 'Mac'

async function opened(server: Tester) {
  const ada = new Page(server.url)
  await ada.signIn(ADA)
  const meeting = await startMeeting(ada, 'Stand-up')
  return { ada, meeting, token: new URL(meeting.link).searchParams.get('token') ?? '' }
}

const rosterOf = async (server: Tester, { conferenceId }: Meeting) => {
  const { body } = await server.call('GET', `/v1.0/conference/videoConferences/${conferenceId}/members`)
  return (body['memberModels'] as Record<string, unknown>[]).map(
    ({ unionId, userNick, outerOrgMember, attendStatus }) => ({
      unionId,
      userNick,
      outerOrgMember,
      attendStatus,
    }),
  )
}

/** Bram's. */
async function personalLink(server: Tester, { link: meetingUrl }: Meeting): Promise<string | null> {
  const { body } = await server.call('POST', '/v1.0/conference/videoConferences/createAutoLoginUrl', {
    body: { unionId: BRAM.unionId, meetingUrl },
  })
  return new URL((body['loginInfo'] as { loginUrl: string }).loginUrl).searchParams.get('login')
}

const ask = async (page: Page, path: string, body: object) => {
  const answer = await page.ask('POST', path, { body })
  return [answer.status, answer.body['code']]
}

test('[HM6] before joining, a person sees the title, who is in the meeting, their own name, and that they are the host', async () => {
  await using server = await startTester()
  const { ada, meeting, token } = await opened(server)
  const { roomCode, conferenceId } = meeting
  const guest = new Page(server.url)
  assert.deepEqual((await guest.ask<EntryAnswer>('POST', '/api/entry', { body: { roomCode, token } })).body, {
    conferenceId,
    title: 'Stand-up',
    inside: [],
    insideCount: 0,
  })
  const ticket = (await guest.ask('POST', '/api/pass', { body: { roomCode, token, device, nick: ' Ann ' } })).body[
    'ticket'
  ]
  await using _ann = await enter(server.url, ticket)
  const seen = (await ada.ask<EntryAnswer>('POST', '/api/entry', { body: { roomCode } })).body
  assert.deepEqual(seen, {
    conferenceId,
    title: 'Stand-up',
    nick: 'Ada',
    inside: ['Ann'],
    insideCount: 1,
    asHost: true,
  })
})

test('[EN15] a preview and a locked meeting say whether somebody was told a host password', async () => {
  await using server = await startTester()
  const { meeting } = await opened(server)
  const created = await server.call('POST', '/v1.0/conference/videoConferences', {
    body: { userId: ADA.unionId, confTitle: 'Review', inviteCaller: false },
  })
  const byApp = { conferenceId: String(created.body['conferenceId']), link: String(created.body['externalLinkUrl']) }
  const guest = new Page(server.url)
  const seen = async ({ link }: Pick<Meeting, 'link'>) => {
    const { searchParams } = new URL(link)
    const shown = { roomCode: searchParams.get('roomCode'), token: searchParams.get('token') }
    return (await guest.ask('POST', '/api/entry', { body: shown })).body
  }
  for (const [one, hasHostPassword] of [
    [meeting, undefined],
    [byApp, true],
  ] as const) {
    assert.deepEqual([(await seen(one))['code'], (await seen(one))['hasHostPassword']], [undefined, hasHostPassword])
    const path = `/v1.0/conference/videoConferences/${one.conferenceId}/lock`
    await server.call('POST', path, { body: { action: 'lock' } })
    const { code, hasHostPassword: locked } = await seen(one)
    assert.deepEqual([code, locked], ['conference-locked', hasHostPassword])
  }
})

test('[HM6] a preview uses up nothing: a personal link still opens, and is used then', async () => {
  await using server = await startTester()
  const { meeting } = await opened(server)
  const { roomCode } = meeting
  const login = await personalLink(server, meeting)
  const nobody = new Page(server.url)
  for (let i = 0; i < 2; i += 1) {
    const { body } = await nobody.ask<EntryAnswer>('POST', '/api/entry', { body: { roomCode, login } })
    assert.equal(body.nick, 'Bram')
  }
  const pass = await nobody.ask('POST', '/api/pass', { body: { roomCode, login, device } })
  await using _bram = await enter(server.url, pass.body['ticket'])
  assert.deepEqual(await ask(nobody, '/api/entry', { roomCode, login }), [409, 'pass-used'])
  assert.deepEqual(await ask(nobody, '/api/pass', { roomCode, login, device }), [409, 'pass-used'])
})

test('[HM7] a member of the owning organization needs no proof and joins as themselves, also with the guest link', async () => {
  await using server = await startTester()
  const { meeting, token } = await opened(server)
  const { roomCode } = meeting
  const bram = new Page(server.url)
  await bram.signIn(BRAM)
  for (const shown of [{}, { token }, { token, nick: 'Somebody else' }]) {
    const { body } = await bram.ask('POST', '/api/pass', { body: { roomCode, device, ...shown } })
    await using _bram = await enter(server.url, body['ticket'])
    assert.deepEqual(await rosterOf(server, meeting), [
      { unionId: BRAM.unionId, userNick: 'Bram', outerOrgMember: undefined, attendStatus: 3 },
    ])
  }
})

test('[HM7] a person of another organization needs a proof the first time, joins as an outside member, and later needs none', async () => {
  await using server = await startTester()
  const { meeting, token } = await opened(server)
  const { roomCode } = meeting
  const gus = new Page(server.url)
  await gus.signIn({ corpId: 'dingglobex', ...GUS })
  assert.deepEqual(await ask(gus, '/api/pass', { roomCode, device }), [403, 'not-admitted'])
  const { body } = await gus.ask('POST', '/api/pass', { body: { roomCode, device, token } })
  await (await enter(server.url, body['ticket']))[Symbol.asyncDispose]()
  assert.deepEqual(await rosterOf(server, meeting), [
    { unionId: GUS.unionId, userNick: 'Gus', outerOrgMember: true, attendStatus: 6 },
  ])
  assert.deepEqual(await ask(gus, '/api/pass', { roomCode, device }), [200, undefined])
})

test('[HM7] another person’s personal link proves nothing for a signed-in person', async () => {
  await using server = await startTester()
  const { meeting } = await opened(server)
  const { roomCode } = meeting
  const login = await personalLink(server, meeting)
  const gus = new Page(server.url)
  await gus.signIn({ corpId: 'dingglobex', ...GUS })
  assert.deepEqual(await ask(gus, '/api/pass', { roomCode, device, login }), [403, 'not-admitted'])
})

test('[HM8] [AD16] a signed-out person needs a proof and a name; errors are refused like those of the admission API', async () => {
  await using server = await startTester()
  const { ada, meeting, token } = await opened(server)
  const { roomCode, conferenceId } = meeting
  const guest = new Page(server.url)
  const nick = 'Ann'
  for (const [path, extra] of [
    ['/api/entry', {}],
    ['/api/pass', { device, nick }],
  ] as const) {
    assert.deepEqual(await ask(guest, path, { roomCode, ...extra }), [403, 'not-admitted'])
    assert.deepEqual(await ask(guest, path, { roomCode, ...extra, token: '1_wrong' }), [403, 'not-admitted'])
    assert.deepEqual(await ask(guest, path, { roomCode: '1', ...extra, token }), [403, 'not-admitted'])
    assert.deepEqual(await ask(guest, path, { roomCode, ...extra, token, passcode: '1' }), [400, 'malformed'])
  }
  assert.deepEqual(await ask(guest, '/api/pass', { roomCode, device, token }), [400, 'malformed'])
  assert.deepEqual(await ask(guest, '/api/pass', { roomCode, device, token, nick: 'a\nb' }), [400, 'malformed'])
  guest.cookies.set('rollcall', 'no-session-of-ours')
  assert.deepEqual(await ask(guest, '/api/pass', { roomCode, device, nick, token }), [200, undefined])
  await server.call('POST', `/v1.0/conference/videoConferences/${conferenceId}/lock`, { body: { action: 'lock' } })
  assert.deepEqual(await ask(guest, '/api/entry', { roomCode, token }), [403, 'conference-locked'])
  const { body } = await guest.ask('POST', '/api/entry', { body: { roomCode, token } })
  assert.equal(body['closedTo'], 'everyone')
  assert.deepEqual(await ask(ada, '/api/entry', { roomCode, token }), [200, undefined], 'she is its host')
  await server.call('DELETE', `/v1.0/conference/videoConferences/${conferenceId}?unionId=${ADA.unionId}`)
  for (const page of [guest, ada]) {
    assert.deepEqual(await ask(page, '/api/entry', { roomCode, token }), [410, 'conference-ended'])
    assert.deepEqual(await ask(page, '/api/pass', { roomCode, token, device, nick }), [410, 'conference-ended'])
  }
})

test('[HM9] wrong passcodes count together with those of the admission API, by address; a right link still opens', async () => {
  await using server = await startTester()
  const { ada, meeting, token } = await opened(server)
  const { roomCode } = meeting
  const guest = new Page(server.url)
  const wrong = { roomCode, passcode: '1' }
  for (let i = 0; i < 66; i += 1) {
    assert.deepEqual(await ask(guest, '/api/entry', wrong), [403, 'not-admitted'])
    assert.deepEqual(await ask(guest, '/api/pass', { ...wrong, device, nick: 'Ann' }), [403, 'not-admitted'])
    assert.deepEqual(await ask(guest, '/api/admission', { ...wrong, device, nick: 'Ann' }), [403, 'not-admitted'])
  }
  for (const _ of [1, 2]) assert.deepEqual(await ask(guest, '/api/entry', wrong), [403, 'not-admitted'])
  for (const path of ['/api/entry', '/api/pass', '/api/admission']) {
    const extra = path === '/api/entry' ? {} : { device, nick: 'Ann' }
    assert.deepEqual(await ask(guest, path, { ...wrong, ...extra }), [429, 'too-many-tries'], path)
  }
  assert.deepEqual(await ask(guest, '/api/entry', { roomCode, token }), [200, undefined])
  assert.deepEqual(await ask(ada, '/api/entry', { roomCode }), [200, undefined])
})

test('[HM9] room codes tried by a signed-in person are counted by person', async () => {
  await using server = await startTester()
  const { ada, meeting, token } = await opened(server)
  const { roomCode } = meeting
  const bram = new Page(server.url)
  await bram.signIn(BRAM)
  for (let i = 0; i < 30; i += 1) assert.deepEqual(await ask(bram, '/api/entry', { roomCode }), [200, undefined])
  for (let i = 0; i < 20; i += 1) {
    assert.deepEqual(await ask(ada, '/api/entry', { roomCode: '10000000000' }), [403, 'not-admitted'])
  }
  assert.deepEqual(await ask(ada, '/api/pass', { roomCode, device }), [429, 'too-many-tries'])
  assert.deepEqual(await ask(ada, '/api/pass', { roomCode, device, token }), [200, undefined])
  assert.deepEqual(await ask(bram, '/api/pass', { roomCode, device }), [200, undefined])
})

test('[PG57] a page is answered that its person has to wait, and is refused for any other reason', async () => {
  await using server = await startTester()
  const startTime = Date.now() + 60_000
  const { body: booked } = await server.call('POST', '/v1.0/conference/scheduleConferences', {
    body: {
      creatorUnionId: ADA.unionId,
      title: 'Stand-up',
      startTime,
      endTime: startTime + 3_600_000,
      scheduleConfSettingModel: { moziConfVirtualExtraSetting: { joinBeforeHost: 0 } },
    },
  })
  const bram = new Page(server.url)
  await bram.signIn(BRAM)
  const asked = { roomCode: booked['roomCode'], device }
  for (const again of [{}, { waits: true }]) {
    const { status, body } = await bram.ask('POST', '/api/pass', { body: { ...asked, ...again } })
    assert.deepEqual([status, body], [200, { wait: 'host-absent' }])
  }
  assert.deepEqual(await ask(bram, '/api/pass', { ...asked, roomCode: '1', waits: true }), [403, 'not-admitted'])
})
