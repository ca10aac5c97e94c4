import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { meetingCode, readLink } from '../../contract/text/link.ts'
import { ADA, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'
import { startMeeting } from './visit.ts'

const BROWSER = { accept: 'text/html,*/*;q=0.8' }
const tester = await startTester()
after(() => tester[Symbol.asyncDispose]())
const follow = (path: string, headers: Record<string, string> = {}) =>
  fetch(tester.url + path, { redirect: 'manual', headers })

const ada = new Page(tester.url)
await ada.signIn(ADA)
const { link, roomCode } = await startMeeting(ada, 'Stand-up')
const code = meetingCode({ roomCode, linkToken: readLink(link)?.token ?? '' }) ?? ''

test('[HM15] the short link of a meeting redirects to its external link, and is neither cached nor sent as a referrer', async () => {
  assert.match(code, new RegExp(`^${roomCode}-[0-9A-Za-z]{11}$`))
  const { status, headers } = await follow(`/j/${code}`)
  assert.deepEqual(
    [status, headers.get('location'), headers.get('cache-control'), headers.get('referrer-policy')],
    [302, link, 'no-store', 'no-referrer'],
  )
})

test('[HM15] a code with another secret or room code leads nowhere', async () => {
  const [last = ''] = code.slice(-1)
  const wrong = [
    code.slice(0, -1) + (last === 'A' ? 'B' : 'A'),
    code.replace(roomCode, '10000000000'),
    roomCode,
    `${roomCode}-`,
    `${code}x`,
    code.slice(roomCode.length + 1),
  ]
  for (const other of wrong) assert.equal((await follow(`/j/${other}`)).status, 404, other)
})

test('[PG37] a browser gets a page for a short link that leads nowhere, a program a text', async () => {
  const page = await follow('/j/aB3dE6gH9kL', BROWSER)
  assert.deepEqual([page.status, page.headers.get('content-type')], [404, 'text/html; charset=utf-8'])
  assert.match(await page.text(), /<div id="page">/)
  const text = await follow('/j/aB3dE6gH9kL')
  assert.deepEqual([text.status, text.headers.get('content-type')], [404, 'text/plain; charset=utf-8'])
})

test('[PG36] the server answers a browser with a page where nothing is served, also if the address cannot be decoded', async () => {
  for (const path of ['/admin', '/settings/nothing', '/%E0%A4%A', '/j/aB3dE6gH9kL/calendar.ics', '/assets/x.js']) {
    const { status, headers } = await follow(path, BROWSER)
    assert.deepEqual([status, headers.get('content-type')], [404, 'text/html; charset=utf-8'], path)
  }
  const { status, headers } = await follow('/admin')
  assert.deepEqual([status, headers.get('content-type')?.split(';')[0]], [200, 'application/json'])
})
