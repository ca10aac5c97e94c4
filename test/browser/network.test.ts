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
const LONG_CUT_MS = 25_000

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

test('[BR14] a connection lost for 25 s comes back by itself as it was, also into a meeting that was locked meanwhile', async () => {
  await using meeting = await openMeeting()
  await using proxy = await startProxy(meeting.tester.url)
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, proxy.reroute(meeting.link))
  await expectToSee(ada, 1)
  const tile = String(await bob.tile('Bob').getAttribute('data-testid'))
  await bob.page.getByTestId('toggle-microphone').click()
  const mendAt = Date.now() + LONG_CUT_MS
  proxy.cut()
  await ada.hostTool('set-locked')
  await meeting.expectRoster({ Ada: 3, Bob: 6 })
  await expect(bob.page.getByTestId('banner-returning')).toBeVisible()
  await bob.page.waitForTimeout(mendAt - Date.now())
  proxy.restore()
  await expect(bob.page.getByTestId('banner-returning')).toHaveCount(0, { timeout: LONG_CUT_MS })
  await expect(bob.tile('Bob')).not.toHaveAttribute('data-testid', tile)
  await expect(bob.page.getByTestId('toggle-camera')).toHaveAttribute('aria-pressed', 'true')
  await expect(bob.page.getByTestId('toggle-microphone')).toHaveAttribute('aria-pressed', 'false')
  await expectToSee(ada, 1)
  await expectToSee(bob, 1)
  await meeting.expectRoster({ Ada: 3, Bob: 3 })
})
