import assert from 'node:assert/strict'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { fillLargeRoster } from '../worlds/large-roster.ts'
import { ADA, startTester } from '../worlds/tester.ts'
import { enter, newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'

const browser = await openBrowser()
after(() => browser.close())

const ROWS = 50_000
const LOADED_WITHIN_MS = 120_000

declare global {
  var longTasks: number[]
}

/** The longest task of the page since the last call, in ms. */
async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => Math.round(Math.max(0, ...globalThis.longTasks.splice(0))))
}

test('[BR44] the people panel shows 50,000 rows with few elements, and scrolls, searches and keeps the focus', async (t) => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  const { roomCode, token } = await fillLargeRoster(dataFolder, ROWS)
  await using tester = await startTester({ dataFolder })
  const { body } = await tester.call('POST', '/v1.0/conference/videoConferences/createAutoLoginUrl', {
    body: { unionId: ADA.unionId, meetingUrl: `${tester.url}/app?roomCode=${roomCode}&token=${token}` },
  })
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await page.addInitScript(() => {
    globalThis.longTasks = []
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration)
    }).observe({ type: 'longtask', buffered: true })
  })
  await enter(ada, (body['loginInfo'] as { loginUrl: string }).loginUrl)
  const entering = await longestTask(page)

  await page.getByTestId('open-people').click()
  const panel = page.getByTestId('panel-people')
  await expect(panel.getByTestId('people-count')).toHaveText('1 person')
  const group = panel.getByTestId('people-left')
  await expect(group.locator('h3')).toContainText(String(ROWS), { timeout: LOADED_WITHIN_MS })
  await expect(panel.getByRole('progressbar')).toHaveCount(0)
  const loading = await longestTask(page)
  const rows = group.getByTestId('people-row')
  const countRows = async () => {
    const count = await rows.count()
    assert.ok(count > 5 && count < 60, `${count} rows are in the page`)
  }
  await countRows()

  const scroller = panel.getByRole('region')
  const scrollTo = (share: number) =>
    scroller.evaluate((box, at) => void (box.scrollTop = box.scrollHeight * at), share)
  await rows.first().getByTestId('person-menu').focus()
  await scrollTo(0.5)
  await expect(rows.filter({ hasText: 'Person 25000' })).toBeVisible()
  await countRows()
  assert.ok(await page.evaluate(() => document.activeElement?.closest('li')?.dataset['nick'] === 'Person 1'))
  await scrollTo(1)
  const last = rows.filter({ hasText: `Person ${ROWS}` })
  await expect(last).toBeVisible()
  await expect(last).toHaveAttribute('aria-posinset', String(ROWS))
  await expect(last).toHaveAttribute('aria-setsize', String(ROWS))
  await countRows()
  const boxes = await rows.evaluateAll((items) => items.slice(-6).map((item) => item.getBoundingClientRect().toJSON()))
  for (const [index, box] of boxes.entries()) {
    const next = boxes[index + 1]
    if (next)
      assert.ok(Math.abs(box.bottom - next.top) < 1, `row ${index} ends at ${box.bottom}, the next is at ${next.top}`)
  }
  const scrolling = await longestTask(page)

  await page.getByTestId('people-search').fill(`person ${ROWS - 1}`)
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText(`Person ${ROWS - 1}`)
  const searching = await longestTask(page)
  const longest = Math.max(entering, loading, scrolling, searching)
  t.diagnostic(
    `longest task entering ${entering}, loading ${loading}, scrolling ${scrolling}, searching ${searching} ms`,
  )
  assert.ok(longest < 1_000, `the page was frozen for ${longest} ms`)
})
