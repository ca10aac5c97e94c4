import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Locator, Page } from '@playwright/test'
import { openSqlite, type SqliteStore } from '../../src/store/sqlite.ts'
import { toTitlePieces } from '../../src/store/title-pieces.ts'
import { ADA, startTester } from '../worlds/tester.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { meetingOf } from './meeting.ts'
import { signInAs } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

const ROWS = 100_000
const PAGE = 50
const MOST_SHOWN = 500
/** What a page may compute for the next 50 rows, wherever in the list it is. */
const MOST_TURN_MS = 1_000

/** An organization with 100,000 people and as many meetings that are over, beside those of the tester. */
async function openLarge() {
  const store = await openSqlite({ path: ':memory:' })
  const tester = await startTester({ store })
  fill(store)
  return { ...meetingOf(tester, { conferenceId: '', link: tester.url }), tester }
}

/** Inserts the rows that commits would write. These would take minutes. */
function fill({ database }: SqliteStore): void {
  const person = database.prepare(`insert into user_account (organization_id, user_id, union_id, name, admin, operator,
    password_chosen, name_sort, search_text) values ('dingacme', ?, ?, ?, 0, 0, 0, ?, ?)`)
  const meeting = database.prepare(`insert into conference (id, organization_id, version, title, creator_union_id,
    creator_nick, room_code, link_token, passcode, host_passcode, host, locked, started_at, ended_at, invited_count,
    active_count, attended_count) values (?, 'dingacme', 1, ?, 'x', 'x', ?, 't', 'p', 'h', 'user:x', 0, ?, ?, 0, 0, 0)`)
  const piece = database.prepare(`insert into title_piece values ('dingacme', ?, ?, ?)`)
  const start = Date.now() - ROWS * 60_000
  database.exec('begin')
  for (let index = 0; index < ROWS; index += 1) {
    const number = String(index).padStart(6, '0')
    const name = `person ${number}`
    person.run(`p${number}`, `union-${number}`, `Person ${number}`, name, name)
    const id = index.toString(16).padStart(24, '0')
    const at = start + index * 60_000
    const title = index === 1 ? 'Zebra crossing' : `Meeting ${number}`
    meeting.run(id, title, `9${number}`, at, at + 1)
    for (const text of toTitlePieces(title)) piece.run(text, at, id)
  }
  database.exec('commit')
}

/** Measures for how long the page computes, without the time in which other programs have the processor. */
async function openMeter(page: Page): Promise<() => Promise<number>> {
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await devTools.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? assert.fail('no measurement')) * 1_000
  }
}

/** Loads pages until rows are left out, and goes back to the beginning. */
async function pageThrough(page: Page, { rows, path }: { rows: Locator; path: string }) {
  const requests: URL[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname === path) requests.push(url)
  })
  await page.reload()
  await expect(rows).toHaveCount(PAGE)
  const begin = await rows.first().textContent()
  const busy = await openMeter(page)
  const turns: number[] = []
  const seen = new Set<string>()
  for (let pages = 1; pages <= 12; pages += 1) {
    for (const text of await rows.allTextContents()) seen.add(text)
    const before = await busy()
    await page.getByTestId('load-more').click()
    const count = Math.min(MOST_SHOWN, (pages + 1) * PAGE)
    await expect(rows).toHaveCount(count)
    await expect(page.getByTestId('load-more')).toHaveText('Load more')
    turns.push(Math.round((await busy()) - before))
    await expect(page.getByTestId('restart-list')).toHaveCount((pages + 1) * PAGE > MOST_SHOWN ? 1 : 0)
  }
  for (const text of await rows.allTextContents()) seen.add(text)
  assert.equal(seen.size, 13 * PAGE, 'nothing is skipped or repeated')
  assert.notEqual(await rows.first().textContent(), begin)
  const pages = requests.filter((url) => url.searchParams.has('cursor'))
  assert.equal(pages.length, 12)
  assert.ok(requests.every(({ searchParams }) => Number(searchParams.get('limit')) === PAGE))
  assert.ok((await page.locator('*').count()) < 20 * MOST_SHOWN, 'few elements, however many rows there are')
  assert.ok(Math.max(...turns) < MOST_TURN_MS, `a page turn took ${turns.join(', ')} ms`)
  await page.getByTestId('restart-list').click()
  await expect(rows).toHaveCount(PAGE)
  assert.equal(await rows.first().textContent(), begin)
  return turns
}

test('[CO4] of 100,000 people and of 100,000 meetings, the console shows pages, and stays quick', async (t) => {
  await using large = await openLarge()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await signInAs(ada, large, ADA)
  const [people, meetings] = [page.getByTestId('person'), page.getByTestId('meeting')]
  await page.goto(`${large.tester.url}/console/people`)
  const ofPeople = await pageThrough(page, { rows: people, path: '/api/people' })
  await page.getByTestId('search-people').fill('person 099999')
  await expect(people).toHaveCount(1)
  await expect(people).toContainText('p099999')

  await page.goto(`${large.tester.url}/console/meetings`)
  const ofMeetings = await pageThrough(page, { rows: meetings, path: '/api/console/meetings' })
  await page.getByTestId('search-meetings').fill('bra cross')
  await expect(meetings).toHaveCount(1)
  t.diagnostic(`page turns: ${ofPeople.join(', ')} ms with people, ${ofMeetings.join(', ')} ms with meetings`)
})
