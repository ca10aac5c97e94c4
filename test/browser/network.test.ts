import { after, test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import { expect } from './expect.ts'
import { startProxy } from './network-proxy.ts'
import { openBrowser } from './chromium.ts'
import { expectToSee } from './audio-checks.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'

const browser = await openBrowser()
after(() => browser.close())

const SHORT_CUT_MS = 8_000
const LONG_CUT_MS = 30_000

test('[BR13] a connection lost for 8 s comes back: the page says so meanwhile, and session and media continue', async () => {
  await using meeting = await openMeeting()
  await using proxy = await startProxy(meeting.tester.url)
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, proxy.reroute(meeting.link))
  await expectToSee(ada, 1)
  const tile = await bob.tile('Bob').getAttribute('data-testid')
  const microphone = bob.page.getByTestId('toggle-microphone')
  await microphone.click()
  const mendAt = Date.now() + SHORT_CUT_MS
  proxy.cut()
  await expect(bob.page.getByTestId('banner-reconnecting')).toBeVisible()
  await bob.page.waitForTimeout(mendAt - Date.now())
  proxy.restore()
  await expect(bob.page.getByTestId('banner-reconnecting')).toHaveCount(0)
  await expect(bob.tile('Bob')).toHaveAttribute('data-testid', String(tile))
  await expect(microphone).toHaveAttribute('aria-pressed', 'false')
  await expectToSee(ada, 1)
  await meeting.expectRoster({ Ada: 3, Bob: 3 })
})

test('[BR14] a connection lost for 30 s ends the session: the others see the person leave, and the page offers to rejoin', async () => {
  await using meeting = await openMeeting()
  await using proxy = await startProxy(meeting.tester.url)
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, proxy.reroute(meeting.link))
  await expectToSee(ada, 1)
  const mendAt = Date.now() + LONG_CUT_MS
  proxy.cut()
  await meeting.expectRoster({ Ada: 3, Bob: 6 })
  await bob.page.waitForTimeout(mendAt - Date.now())
  proxy.restore()
  await expect(bob.page.getByTestId('end-page')).toHaveAttribute('data-reason', 'lost', { timeout: LONG_CUT_MS })
  await bob.page.getByTestId('rejoin').click()
  await expect(bob.page.getByTestId('join').or(bob.tile('Bob'))).toBeVisible()
})
