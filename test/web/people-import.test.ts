import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportAnswer, PeoplePage } from '../../contract/web/administration-types.ts'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const CSV = { 'content-type': 'text/csv; charset=utf-8' }

test('[DI20] [DI21] [DI24] an administrator previews and imports 300 people, and one of them signs in', async () => {
  await using server = await startTester()
  const ada = new Page(server.url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  const lines = Array.from({ length: 300 }, (_, index) => `u${index},王${index},研发部`)
  const file = ['userId,name,department', ...lines].join('\r\n')
  const run = async (query: string, body = file) =>
    (await ada.ask<ImportAnswer>('POST', `/api/people/import${query}`, { body, headers: CSV })).body
  const preview = await run('?dryRun=true')
  assert.deepEqual([preview.applied, preview.added, preview.faultCount], [false, 300, 0])
  const faulty = await run('', `${file}\r\n,Nobody,`)
  assert.deepEqual(faulty.faults, [{ line: 302, column: 'userId', code: 'empty', problem: 'is empty' }])
  assert.deepEqual([faulty.applied, faulty.added], [false, 300])
  const done = await run('')
  assert.deepEqual([done.applied, done.added, done.passwords], [true, 300, []])
  const found = await ada.ask<PeoplePage>('GET', '/api/people?q=wang299')
  assert.deepEqual(
    found.body.people.map(({ userId, department }) => [userId, department]),
    [['u299', '研发部']],
  )
  const { passwords } = await run('?withPasswords=true', 'userId,name\nnew,New\n')
  const signIn = { corpId: 'dingacme', userId: 'new', password: passwords[0]?.password ?? '' }
  assert.equal((await new Page(server.url).ask('POST', '/api/session', { body: signIn })).status, 200)
})

test('[DI23] an export opens safely in a spreadsheet, and importing it changes nothing', async () => {
  await using server = await startTester()
  const ada = new Page(server.url)
  await ada.signIn({ userId: 'ada', password: ADA.password })
  const body = { userId: 'eve', name: '=1+1', jobNumber: '-5', department: 'A, "B"' }
  assert.equal((await ada.ask('POST', '/api/people', { body })).status, 200)
  const answer = await ada.go('GET', ada.address('/api/people.csv'))
  const bytes = Buffer.from(await answer.arrayBuffer())
  assert.match(answer.headers.get('content-type') ?? '', /^text\/csv/)
  const text = bytes.toString()
  assert.match(text, /^\uFEFFuserId,name,unionId,jobNumber,department,email,admin\r\n/)
  assert.match(text, /\r\neve,'=1\+1,[^,]+,'-5,"A, ""B""",,false\r\n/)
  const { body: back } = await ada.ask<ImportAnswer>('POST', '/api/people/import', { body: text, headers: CSV })
  assert.deepEqual([back.applied, back.added, back.changed, back.unchanged], [true, 0, 0, 4])
  const log = await ada.ask<{ entries: { action: string }[] }>('GET', '/api/audit?action=users-exported')
  assert.equal(log.body.entries.length, 1)
})

test('[DI20] files are for administrators, and must be CSV', async () => {
  await using server = await startTester()
  const [ada, bram, nobody] = [new Page(server.url), new Page(server.url), new Page(server.url)]
  await ada.signIn({ userId: 'ada', password: ADA.password })
  await bram.signIn({ userId: 'bram', password: BRAM.password })
  const send = async (page: Page, body: unknown, headers: Record<string, string> = CSV) => {
    const answer = await page.ask('POST', '/api/people/import', { body, headers })
    return [answer.status, answer.body['code']]
  }
  const large = `userId,name\n${'x'.repeat(1_000_000)}`
  assert.deepEqual(await send(bram, large), [403, 'not-administrator'])
  assert.deepEqual(await send(nobody, large), [401, 'signed-out'])
  assert.deepEqual(await send(ada, { userId: 'x' }, {}), [400, 'malformed'])
  assert.deepEqual(await send(ada, 'userId,name', { 'content-type': 'text/plain' }), [415, 'malformed'])
  const elsewhere = await ada.ask('POST', '/api/session', { body: 'userId,name', headers: CSV })
  assert.equal(elsewhere.status, 415)
  assert.equal((await bram.go('GET', bram.address('/api/people.csv'))).status, 403)
})
