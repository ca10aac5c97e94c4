import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ADA, SEED, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'

const [acme, globex] = SEED.organizations
const [ada, ...others] = acme.users
const seed = { ...SEED, organizations: [{ ...acme, users: [{ ...ada, operator: true }, ...others] }, globex] }

const NUMBERS = ['1.5', '1e999', '1e300', '-1', '9007199254740992', '9223372036854775808', '"1"']
const TEXTS = ['"\\u0000"', '"a\\u001f"', '"\\ud800"', '7']

/** A cursor with the keys of every list. */
function forge({ number = '1', text = '"a"', rank = '1' }: { number?: string; text?: string; rank?: string }): string {
  const numbers = ['at', 'seq', 'after'].map((key) => `"${key}":${number}`)
  const texts = ['id', 'name', 'clientId', 'suiteKey', 'userId', 'sort'].map((key) => `"${key}":${text}`)
  return Buffer.from(`{${[...numbers, ...texts, `"rank":${rank}`].join(',')}}`).toString('base64url')
}

/** Ada, an operator, is signed in, and has started a meeting. */
async function opened() {
  const server = await startTester({ seed })
  const page = new Page(server.url)
  await page.signIn(ADA)
  const { body } = await page.ask<{ conferenceId: string }>('POST', '/api/conferences', { body: { title: 'Review' } })
  const refused = async (path: string, method = 'GET') => {
    const answer = await page.ask(method, path)
    assert.deepEqual([answer.status, answer.body['code']], [400, 'malformed'], `${method} ${path}`)
  }
  return { page, refused, id: body.conferenceId, [Symbol.asyncDispose]: () => server.stop() }
}

test('[WS29] a cursor that no list has given out is refused', async () => {
  await using world = await opened()
  const { id } = world
  for (const [path, has] of [
    ['/api/console/live?', 'both'],
    [`/api/console/live/${id}?`, 'number'],
    ['/api/console/meetings?', 'both'],
    ['/api/console/meetings?title=review&', 'both'],
    [`/api/console/meetings/${id}/log?`, 'number'],
    [`/api/console/meetings/${id}/quality?`, 'number'],
    ['/api/console/bookings?', 'both'],
    ['/api/audit?', 'both'],
    ['/api/people?', 'text'],
    ['/api/people?q=a&', 'text'],
    ['/api/apps?', 'text'],
    ['/api/suites?', 'text'],
  ] as const) {
    assert.equal((await world.page.ask('GET', `${path}cursor=${forge({})}`)).status, 200, path)
    if (has !== 'text') for (const number of NUMBERS) await world.refused(`${path}cursor=${forge({ number })}`)
    if (has !== 'number') for (const text of TEXTS) await world.refused(`${path}cursor=${forge({ text })}`)
    await world.refused(`${path}cursor=${Buffer.from('null').toString('base64url')}`)
  }
  for (const rank of [...NUMBERS, '2'])
    for (const query of ['', 'q=a&']) await world.refused(`/api/people?${query}cursor=${forge({ rank })}`)
})

test('[WS29] an address with a NUL character is refused, and so is an id with another control character', async () => {
  await using world = await opened()
  const { id } = world
  for (const [path, method] of [
    ['/api/console/bookings/%00'],
    ['/api/bookings/%00'],
    ['/api/conferences/%00/attendance'],
    ['/api/bookings/%00/attendance'],
    ['/api/people/%00'],
    ['/api/people/%00/data'],
    ['/api/people/%00/erase', 'POST'],
    [`/api/console/live/%00`],
    ['/api/devices/%00', 'DELETE'],
    ['/api/people?q=%00'],
    ['/api/audit?actor=%00'],
    ['/api/audit?target=%00'],
    ['/api/console/meetings?title=%00'],
    [`/api/console/live/${id}?q=%00`],
    ['/api/colleagues?q=%00'],
    ['/api/console/bookings/a%1f'],
    ['/api/bookings/a%1f'],
    ['/api/conferences/a%1f/attendance'],
    ['/api/bookings/a%1f/attendance'],
    ['/api/people/a%1f/data'],
    ['/api/console/live/a%1f'],
    ['/api/devices/a%1f', 'DELETE'],
  ] as const)
    await world.refused(path, method)
})

test('[WS29] a body with half of a surrogate pair is refused, and one with whole pairs or a backslash is not', async () => {
  await using world = await opened()
  const suite = { scopes: [], authorizedCorpIds: ['dingacme'] }
  for (const half of ['\ud800', 'a\udc00b', '\ud83d\ud83d\udc4d'])
    for (const [method, path, body] of [
      ['POST', '/api/people', { userId: 'q1', name: half }],
      ['PATCH', '/api/people/cleo', { name: half }],
      ['PATCH', '/api/people/cleo', { department: half }],
      ['POST', '/api/conferences', { title: half }],
      ['PATCH', '/api/organization', { name: half }],
      ['POST', '/api/suites', { ...suite, name: half }],
    ] as const) {
      const answer = await world.page.ask(method, path, { body })
      assert.deepEqual([answer.status, answer.body['code']], [400, 'malformed'], `${method} ${path}`)
    }
  for (const body of ['{"title":"\\ud83d\\udc4d"}', '{"title":"\\\\ud800"}', '{"title":"👍"}'])
    assert.equal((await world.page.ask('POST', '/api/conferences', { body })).status, 200, body)
})
