import assert from 'node:assert/strict'
import { test } from 'node:test'
import { io } from 'socket.io-client'
import { SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { AddedPerson, AuditPage, PeoplePage } from '../../contract/web/administration-types.ts'
import { ADA, BRAM, CLEO, startTester, type Tester } from '../worlds/tester.ts'
import { Page } from './page.ts'
import { enter, startMeeting } from './visit.ts'

async function administrator(server: Tester): Promise<Page> {
  const page = new Page(server.url)
  await page.signIn({ userId: 'ada', password: ADA.password })
  return page
}

const ok = [200, { ok: true }]
const toPair = ({ status, body }: { status: number; body: unknown }) => [status, body]
const code = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body['code']]

test('[DI6] an added person signs in with the password that was shown once, and has to replace it', async () => {
  await using server = await startTester()
  const ada = await administrator(server)
  const body = { userId: 'dora', name: 'Dora', jobNumber: '9', email: 'dora@acme.example', withPassword: true }
  const added = await ada.ask<AddedPerson>('POST', '/api/people', { body })
  const { person, password = '' } = added.body
  assert.deepEqual(person, {
    userId: 'dora',
    unionId: person.unionId,
    name: 'Dora',
    jobNumber: '9',
    email: 'dora@acme.example',
    admin: false,
    operator: false,
    disabled: false,
    hasPassword: true,
    mustChangePassword: true,
  })
  assert.deepEqual(toPair(await ada.ask('GET', '/api/people/dora')), [200, { person }])
  const dora = new Page(server.url)
  const me = await dora.ask('POST', '/api/session', { body: { corpId: 'dingacme', userId: 'dora', password } })
  assert.deepEqual([me.status, me.body['mustChangePassword']], [200, true])
  assert.equal(
    (await dora.ask('POST', '/api/password', { body: { current: password, next: `${password}!` } })).status,
    200,
  )
  const again = await ada.ask<AddedPerson>('GET', '/api/people/dora')
  assert.equal(again.body.person.mustChangePassword, false)
  const log = (await ada.ask<AuditPage>('GET', '/api/audit?target=dora')).body.entries
  assert.deepEqual(
    log.map(({ action, by, address }) => [action, by, typeof address]),
    [['user-added', { kind: 'person', corpId: 'dingacme', userId: 'ada', name: 'Ada' }, 'string']],
  )
  assert.ok(!JSON.stringify(log).includes(password))
})

test('[DI6] a person who cannot be added is refused in words', async () => {
  await using server = await startTester()
  const ada = await administrator(server)
  const add = async (body: object) => code(await ada.ask('POST', '/api/people', { body }))
  assert.deepEqual(await add({ userId: 'bram', name: 'B' }), [409, 'user-exists'])
  assert.deepEqual(await add({ userId: 'b', name: 'B', unionId: BRAM.unionId }), [409, 'union-id-taken'])
  for (const wrong of [{ userId: 'a b' }, { name: '\u2063' }, { email: 'nobody' }, { jobNumber: '' }, { admin: 'yes' }])
    assert.deepEqual(await add({ userId: 'b', name: 'B', ...wrong }), [400, 'malformed'], JSON.stringify(wrong))
})

test('[DI5] people are listed by name and found, page by page, also those who are disabled', async () => {
  await using server = await startTester()
  const ada = await administrator(server)
  for (const [userId, name] of [
    ['wei', '王伟'],
    ['adam', 'Adam'],
    ['zoe', 'Zoë Adams'],
  ])
    assert.equal(
      (await ada.ask('POST', '/api/people', { body: { userId, name, admin: userId === 'zoe' } })).status,
      200,
    )
  assert.deepEqual(toPair(await ada.ask('POST', '/api/people/bram/disable')), ok)
  const list = async (query: string) => {
    const names: string[] = []
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const next: string = cursor && `&cursor=${cursor}`
      const { body } = await ada.ask<PeoplePage>('GET', `/api/people?limit=2${query}${next}`)
      assert.ok(body.people.length <= 2)
      names.push(...body.people.map(({ userId }) => userId))
      cursor = body.cursor
    }
    return names
  }
  assert.deepEqual(await list(''), ['ada', 'adam', 'bram', 'cleo', 'wei', 'zoe'])
  assert.deepEqual(await list('&q=ada'), ['ada', 'adam', 'zoe'])
  assert.deepEqual(await list('&q=wangw'), ['wei'])
  assert.deepEqual(await list('&state=disabled'), ['bram'])
  assert.deepEqual(await list('&state=enabled&role=administrator'), ['ada', 'zoe'])
  assert.deepEqual(code(await ada.ask('GET', '/api/people?cursor=x')), [400, 'malformed'])
})

test('[DI7] the department of the creator is the deptName of a conference', async () => {
  await using server = await startTester()
  const ada = await administrator(server)
  const { conferenceId } = await startMeeting(ada)
  const deptName = async () => {
    const infos = `/v1.0/conference/videoConferences/${conferenceId}/infos?realData=true`
    const history = '/v1.0/conference/videoConferences/histories/dataLists'
    const list = await server.call('GET', `${history}?startTime=1&endTime=${Date.now() + 60_000}&realData=true`)
    const [first] = list.body['list'] as Record<string, unknown>[]
    return [(await server.call('GET', infos)).body['deptName'], first?.['deptName']]
  }
  assert.deepEqual(await deptName(), [ADA.department, ADA.department])
  const change = (body: object) => ada.ask('PATCH', '/api/people/ada', { body })
  assert.equal((await change({ department: '研发部' })).status, 200)
  assert.deepEqual(await deptName(), ['研发部', '研发部'])
  assert.equal((await change({ department: null })).status, 200)
  assert.deepEqual(await deptName(), [undefined, undefined])
})

test('[DI8] [DI9] [DI10] a person who is disabled during a meeting is out of everything at once, and back when enabled', async () => {
  await using server = await startTester()
  const ada = await administrator(server)
  const bram = new Page(server.url)
  const { personToken } = await bram.signIn({ userId: 'bram', password: BRAM.password })
  const password = `${BRAM.password} and longer`
  const meeting = await startMeeting(bram)
  const ticketOf = async () => {
    const { body } = await bram.ask('POST', '/api/pass', { body: { roomCode: meeting.roomCode, device: 'Mac' } })
    return body['ticket']
  }
  await using _session = await enter(server.url, await ticketOf())
  const lateTicket = await ticketOf()
  const link = await server.call('POST', '/v1.0/conference/videoConferences/createAutoLoginUrl', {
    body: { unionId: BRAM.unionId, meetingUrl: meeting.link },
  })
  assert.equal(link.status, 200, JSON.stringify(link.body))
  const lobby = io(`${server.url}/lobby`, {
    path: '/signaling',
    transports: ['websocket'],
    reconnection: false,
    auth: { version: SIGNALING_VERSION, person: personToken },
  })
  await new Promise((resolve) => lobby.once('connect', () => resolve(undefined)))
  const closed = new Promise((resolve) => lobby.once('disconnect', resolve))
  const members = async () => {
    const { body } = await server.call('GET', `/v1.0/conference/videoConferences/${meeting.conferenceId}/members`)
    const rows = Object.values(body['memberModels'] ?? {}) as { unionId: string; attendStatus: number }[]
    return rows.map(({ unionId, attendStatus }) => [unionId, attendStatus])
  }
  assert.deepEqual(await members(), [[BRAM.unionId, 3]])
  assert.deepEqual(toPair(await ada.ask('POST', '/api/people/bram/disable')), ok)
  await closed
  assert.deepEqual(await members(), [[BRAM.unionId, 5]])
  assert.equal((await bram.ask('GET', '/api/session')).status, 204)
  const signIn = async (path: string) =>
    code(await new Page(server.url).ask('POST', path, { body: { corpId: 'dingacme', userId: 'bram', password } }))
  for (const path of ['/api/session', '/api/sign-in']) assert.deepEqual(await signIn(path), [403, 'not-signed-in'])
  await assert.rejects(enter(server.url, lateTicket))
  const login = new URL((link.body['loginInfo'] as { loginUrl: string }).loginUrl).searchParams.get('login')
  const proof = { roomCode: meeting.roomCode, login, device: 'Mac' }
  const admitted = await new Page(server.url).ask('POST', '/api/pass', { body: proof })
  assert.equal(typeof admitted.body['ticket'], 'string')
  await assert.rejects(enter(server.url, admitted.body['ticket']))
  const found = await ada.ask<{ people: unknown[] }>('GET', '/api/colleagues?q=bram')
  assert.deepEqual(found.body.people, [])
  assert.deepEqual(toPair(await ada.ask('POST', '/api/people/bram/enable')), ok)
  for (const path of ['/api/session', '/api/sign-in']) assert.deepEqual((await signIn(path))[0], 200)
})

test('[DI10] a deleted person is gone, and past meetings keep their name', async () => {
  await using server = await startTester()
  const ada = await administrator(server)
  const bram = new Page(server.url)
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  const { conferenceId } = await startMeeting(bram)
  assert.deepEqual(toPair(await ada.ask('DELETE', '/api/people/bram')), ok)
  assert.deepEqual(code(await ada.ask('GET', '/api/people/bram')), [404, 'user-not-found'])
  assert.equal((await bram.ask('GET', '/api/session')).status, 204)
  const infos = await server.call('GET', `/v1.0/conference/videoConferences/${conferenceId}/infos?realData=true`)
  assert.equal(infos.body['creatorNick'], 'Bram')
})

test('[DI11] [DI14] a new password and the end of sign-ins sign the person out everywhere', async () => {
  await using server = await startTester()
  const ada = await administrator(server)
  const pages = [new Page(server.url), new Page(server.url)]
  for (const page of pages) await page.signIn({ userId: 'bram', password: BRAM.password }).catch(() => undefined)
  const statuses = () => Promise.all(pages.map(async (page) => (await page.ask('GET', '/api/session')).status))
  const [first] = pages
  assert.deepEqual(toPair(await ada.ask('DELETE', '/api/people/bram/sign-ins')), [200, { ended: 1 }])
  assert.deepEqual(await statuses(), [204, 204])
  await first?.signIn({ userId: 'bram', password: `${BRAM.password} and longer` })
  const { body } = await ada.ask<{ password: string }>('POST', '/api/people/bram/password')
  assert.deepEqual(await statuses(), [204, 204])
  const signIn = { corpId: 'dingacme', userId: 'bram', password: body.password }
  const me = await new Page(server.url).ask('POST', '/api/session', { body: signIn })
  assert.deepEqual([me.status, me.body['mustChangePassword']], [200, true])
})

test('[DI1] [DI12] members administer nobody, and the last administrator stays', async () => {
  await using server = await startTester()
  const ada = await administrator(server)
  const bram = new Page(server.url)
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  for (const [method, path, body] of [
    ['GET', '/api/people'],
    ['POST', '/api/people', { userId: 'x', name: 'X' }],
    ['GET', '/api/people/cleo'],
    ['PATCH', '/api/people/bram', { admin: true }],
    ['DELETE', '/api/people/cleo'],
    ['POST', '/api/people/cleo/disable'],
    ['POST', '/api/people/cleo/enable'],
    ['POST', '/api/people/cleo/password'],
    ['DELETE', '/api/people/cleo/sign-ins'],
  ] as const)
    assert.deepEqual(code(await bram.ask(method, path, { body })), [403, 'not-administrator'], path)
  assert.deepEqual(code(await ada.ask('DELETE', '/api/people/ada')), [409, 'last-administrator'])
  const foreign = '/api/people/cleo?corpId=dingglobex'
  assert.deepEqual(code(await ada.ask('GET', foreign)), [403, 'not-administrator'])
  const { body } = await ada.ask<AddedPerson>('GET', '/api/people/cleo')
  assert.equal(body.person.unionId, CLEO.unionId)
})
