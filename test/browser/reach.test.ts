import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ADA } from '../tester.ts'
import { expect } from './expect.ts'
import { openBrowser } from './chromium.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './person.ts'
import { home, signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** Nothing that axe finds serious or critical. */
async function expectReachable(page: Page, where: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze()
  assert.ok(passes.length > 5, `axe looked at nothing on ${where}`)
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = serious.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ html }) => html).join('\n  ')}`)
  assert.deepEqual(told, [])
}

test('[BR18] axe finds nothing serious on any page of somebody signed in, light and dark', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(meeting.tester.url)
    await expect(page.getByLabel('User name')).toBeVisible()
    await expectReachable(page, `sign in, ${colorScheme}`)
  }
  await signInAsBram(bram, meeting)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(meeting.tester.url)
    await expect(home(page)).toBeVisible()
    await expectReachable(page, `home, ${colorScheme}`)
    await page.goto(`${meeting.tester.url}/settings`)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expectReachable(page, `settings, ${colorScheme}`)
    await page.goto(`${meeting.tester.url}/help/keys`)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expectReachable(page, `keys, ${colorScheme}`)
  }
})

test('[BR18] axe finds nothing serious before, in and after a meeting, nor where one is refused', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await gil.page.goto(meeting.link)
  await expect(gil.page.getByTestId('join')).toBeVisible()
  await expectReachable(gil.page, 'before joining')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(gil, meeting.link)
  await expect(ada.tile('Gil')).toBeVisible()
  await expectReachable(ada.page, 'meeting')
  await ada.row('Gil')
  await expectReachable(ada.page, 'people')
  await ada.page.getByTestId('open-chat').click()
  await ada.page.getByTestId('chat-input').fill('Hello')
  await ada.page.getByTestId('chat-send').click()
  await expect(ada.page.getByTestId('panel-chat')).toContainText('Hello')
  await expectReachable(ada.page, 'chat')
  await ada.more('invite')
  await expect(ada.page.getByRole('dialog')).toBeVisible()
  await expectReachable(ada.page, 'invite')
  await gil.page.getByTestId('leave').click()
  await expect(gil.page.getByTestId('end-page')).toBeVisible()
  await expectReachable(gil.page, 'the end')
  await gil.page.goto(`${meeting.link.split('&token=')[0]}&token=wrong`)
  await expect(gil.page.getByTestId('entry-refusal')).toBeVisible()
  await expectReachable(gil.page, 'refused')
})

test('[BR19] the meeting can be led by the keyboard alone', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  const { keyboard } = ada.page
  const microphone = ada.page.getByTestId('toggle-microphone')
  await expect(microphone).toHaveAttribute('aria-pressed', 'true')
  await keyboard.press('m')
  await expect(microphone).toHaveAttribute('aria-pressed', 'false')
  await keyboard.down('Space')
  await expect(microphone).toHaveAttribute('aria-pressed', 'true')
  await keyboard.up('Space')
  await expect(microphone).toHaveAttribute('aria-pressed', 'false')
  await keyboard.press('c')
  await ada.page.getByTestId('chat-input').fill('')
  await ada.page.getByTestId('chat-input').pressSequentially('mm')
  await expect(microphone).toHaveAttribute('aria-pressed', 'false')
  await keyboard.press('Escape')
})
