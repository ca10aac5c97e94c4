import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

type Data = {
  account: { userId: string; name: string; passwordHash?: string }
  meetings: { title: string; nick: string }[]
  signIns: unknown[]
  incomplete: string[]
}

test('[CO70] [CO72] [CO74] a person is exported and erased, and their browser is signed out', async () => {
  await using server = await startTester()
  const [ada, bram] = [new Page(server.url), new Page(server.url)]
  await ada.signIn({ userId: 'ada', password: ADA.password })
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  const created = await server.call('POST', '/v1.0/conference/videoConferences', {
    body: { userId: ADA.unionId, confTitle: 'Weekly', inviteUserIds: [BRAM.unionId], inviteCaller: false },
  })
  const { conferenceId } = created.body as { conferenceId: string }
  const exported = await ada.ask<Data>('GET', '/api/people/bram/data')
  assert.match(exported.headers.get('content-disposition') ?? '', /^attachment; filename="personal-data\.json"$/)
  const { account, meetings, signIns, incomplete } = exported.body
  assert.deepEqual([account.userId, account.passwordHash, incomplete], ['bram', undefined, []])
  assert.deepEqual(
    meetings.map(({ title, nick }) => [title, nick]),
    [['Weekly', BRAM.name]],
  )
  assert.equal(signIns.length, 1)

  const refused = await ada.ask('POST', '/api/people/bram/erase')
  assert.deepEqual([refused.status, refused.body['code']], [409, 'person-in-meeting'])
  await server.call('DELETE', `/v1.0/conference/videoConferences/${conferenceId}?unionId=${ADA.unionId}`)
  for (const [page, method, path, code] of [
    [bram, 'GET', '/api/people/ada/data', 'not-administrator'],
    [bram, 'POST', '/api/people/ada/erase', 'not-administrator'],
    [ada, 'GET', '/api/people/nobody/data', 'user-not-found'],
    [ada, 'POST', '/api/people/nobody/erase', 'user-not-found'],
    [ada, 'POST', '/api/people/ada/erase', 'last-administrator'],
  ] as const)
    assert.equal((await page.ask(method, path)).body['code'], code, path)

  const erased = await ada.ask('POST', '/api/people/bram/erase')
  assert.deepEqual([erased.status, erased.body], [200, { finished: false }])
  assert.equal((await bram.ask('GET', '/api/session')).status, 204)
  const members = await server.call('GET', `/v1.0/conference/videoConferences/${conferenceId}/members?maxResults=9`)
  const answer = JSON.stringify(members.body)
  assert.ok(!answer.includes(BRAM.unionId) && !answer.includes(BRAM.name), answer)
  assert.match(answer, /Former member/)
  const report = await ada.ask<{ people: { name: string }[] }>('GET', `/api/conferences/${conferenceId}/attendance`)
  assert.deepEqual(
    report.body.people.map(({ name }) => name),
    ['Former member'],
  )
  const log = await ada.ask<{ entries: { action: string; target: { id: string } }[] }>('GET', '/api/audit')
  assert.deepEqual(
    log.body.entries.slice(0, 2).map(({ action }) => action),
    ['user-erased', 'user-data-exported'],
  )
})
