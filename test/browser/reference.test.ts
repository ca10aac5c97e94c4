import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ADA, SEED, startTester } from '../worlds/tester.ts'
import { newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[OP27] on the page of the API reference, a call has the token that was got before', async () => {
  await using tester = await startTester()
  await using reader = await newPerson(browser, 'Reader', { width: 1_280, height: 900 })
  const { page } = reader
  const stopped: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) stopped.push(message.text())
  })
  page.on('request', (request) => requests.push(new URL(request.url()).host))
  await page.goto(`${tester.url}/docs`)
  const operation = async (name: string) => {
    const block = page.locator('.opblock', { has: page.locator(`[data-path="${name}"]`) }).first()
    // The page renders a group when it is scrolled to.
    for (let turns = 0; turns < 40 && (await block.count()) === 0; turns += 1) {
      await page.mouse.wheel(0, 600)
      await page.waitForTimeout(100)
    }
    await block.locator('.opblock-summary').click()
    await block.getByRole('button', { name: 'Try it out' }).click()
    return block
  }
  const [app] = SEED.organizations[0].apps
  const token = await operation('/v1.0/oauth2/accessToken')
  await token.locator('textarea').fill(JSON.stringify({ appKey: app.clientId, appSecret: app.clientSecret }))
  await token.getByRole('button', { name: 'Execute' }).click()
  await expect(token.locator('.live-responses-table tbody .response-col_status').first()).toContainText('200')
  const list = await operation('/v1.0/conference/users/lists')
  await list.locator('tr[data-param-name="unionId"] input').fill(ADA.unionId)
  await list.getByRole('button', { name: 'Execute' }).click()
  await expect(list.locator('.live-responses-table tbody .response-col_status').first()).toContainText('200')
  await expect(list.locator('.live-responses-table')).toContainText('onGoingConfIdList')
  assert.deepEqual(stopped, [])
  assert.deepEqual([...new Set(requests)], [new URL(tester.url).host])
})

test('[OP30] the page of the API reference fits a phone, follows dark mode, and has no page for an unknown address', async () => {
  await using tester = await startTester()
  await using reader = await newPerson(browser, 'Reader', { width: 390, height: 844, hasTouch: true, isMobile: true })
  const { page } = reader
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(`${tester.url}/docs`)
  await expect(page.locator('.opblock').first()).toBeVisible()
  const widths = () => page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  assert.deepEqual(await widths(), [390, 390])
  await page.locator('.opblock-summary').first().click()
  await expect(page.getByRole('button', { name: 'Try it out' })).toBeVisible()
  assert.deepEqual(await widths(), [390, 390])
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await expect(page.locator('html')).toHaveClass(/dark-mode/)
  const dark = await background()
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(page.locator('html')).not.toHaveClass(/dark-mode/)
  assert.notEqual(await background(), dark)
  const unknown = await page.goto(`${tester.url}/docs/nothing`)
  assert.equal(unknown?.status(), 404)
  await expect(page.getByRole('link')).toHaveAttribute('href', /\/$/)
})
