import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { BRAM } from '../worlds/tester.ts'
import { expectToHear } from './audio-checks.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { enter, newPerson, type Person } from './browser-person.ts'
import { bookMeeting } from './meeting.ts'
import { signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

type Noted = { notices?: string[]; tones?: number }

/** Records system notifications and tones instead of showing and playing them. */
async function recordAlerts({ context }: Person): Promise<void> {
  await context.addInitScript(() => {
    const noted = globalThis as Noted
    noted.notices = []
    noted.tones = 0
    class Recorded extends EventTarget {
      static readonly permission = 'granted'
      constructor(title: string) {
        super()
        noted.notices?.push(title)
      }
      close(): void {}
    }
    Object.defineProperty(globalThis, 'Notification', { value: Recorded })
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (this: OscillatorNode, ...given) {
      noted.tones = (noted.tones ?? 0) + 1
      return start.apply(this, given)
    }
  })
}

const alertsOf = (page: Page) =>
  page.evaluate(() => [(globalThis as Noted).notices, ((globalThis as Noted).tones ?? 0) > 0])

/** Hides the page as another tab in front of it does, or shows it again. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    hidden ? 'hidden' : 'visible',
  )
}

test('[BR66] [BR67] a knock and an admission reach people whose page is hidden, and nobody goes live unseen', async () => {
  await using meeting = await bookMeeting({
    hostUnionId: BRAM.unionId,
    moziConfVirtualExtraSetting: { waitingRoom: 1 },
  })
  await using bram = await newPerson(browser, 'Bram')
  await using gil = await newPerson(browser, 'Gil')
  for (const person of [bram, gil]) await recordAlerts(person)
  const errors: string[] = []
  gil.page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await signInAsBram(bram, meeting)
  await enter(bram, meeting.link)
  await setHidden(bram.page, true)

  await gil.page.goto(meeting.link)
  await gil.page.getByTestId('nick').fill('Gil')
  await gil.page.getByTestId('join').click()
  await expect(gil.page.getByTestId('waiting')).toBeVisible()
  await expect.poll(() => alertsOf(bram.page)).toEqual([['Gil is waiting to join'], true])
  await expect.poll(() => bram.page.title()).toBe('(1) Weekly sync · Rollcall')

  await setHidden(gil.page, true)
  errors.length = 0 // the answer to the first request is a refusal
  await gil.page.waitForTimeout(7_000)
  assert.deepEqual(errors, [])
  await setHidden(bram.page, false)
  await expect.poll(() => bram.page.title()).toBe('Weekly sync · Rollcall')
  await bram.page.getByTestId('open-people').click()
  await bram.page.getByTestId('let-in').click()
  await expect(bram.tile('Gil')).toBeVisible()
  await expect.poll(async () => (await alertsOf(gil.page))[1]).toBe(true)
  assert.match(JSON.stringify(await alertsOf(gil.page)), /You’re in the meeting/)
  await expect.poll(() => gil.page.title()).toContain('(1)')
  for (const device of ['microphone', 'camera'])
    await expect(gil.page.getByTestId(`toggle-${device}`)).toHaveAttribute('aria-pressed', 'false')
  await setHidden(gil.page, false)
  for (const device of ['microphone', 'camera'])
    await expect(gil.page.getByTestId(`toggle-${device}`)).toHaveAttribute('aria-pressed', 'true')
  await expectToHear(bram)

  await setHidden(bram.page, true)
  await gil.page.getByTestId('open-chat').click()
  await gil.page.getByTestId('chat-input').fill('Are you there?')
  await gil.page.getByTestId('chat-input').press('Enter')
  await expect.poll(() => bram.page.title()).toBe('(1) Weekly sync · Rollcall')
  await setHidden(bram.page, false)
  await expect.poll(() => bram.page.title()).toBe('Weekly sync · Rollcall')
})
