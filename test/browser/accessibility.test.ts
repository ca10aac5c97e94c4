import { after, test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import { expect } from './expect.ts'
import { openBrowser } from './chromium.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'
import { expectAccessible } from './accessibility.ts'
import { AUTHORIZATION } from './scenes.ts'
import { home, signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[BR18] axe finds nothing serious on any page of a signed-in person, light and dark', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(meeting.tester.url)
    await expect(page.getByLabel('Username')).toBeVisible()
    await expectAccessible(page, `sign in, ${colorScheme}`)
  }
  await signInAsBram(bram, meeting)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(meeting.tester.url)
    await expect(home(page)).toBeVisible()
    await expectAccessible(page, `home, ${colorScheme}`)
    await page.getByRole('button', { name: 'Schedule a meeting' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, `booking, ${colorScheme}`)
    await page.getByRole('dialog').getByRole('button', { name: 'Schedule', exact: true }).click()
    await expect(page.getByTestId('booked-meeting').first()).toBeVisible()
    await expectAccessible(page, `booked, ${colorScheme}`)
    await page.getByRole('button', { name: 'More for Bram' }).first().click()
    await page.getByRole('menuitem', { name: 'Cancel…' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await expectAccessible(page, `cancelling, ${colorScheme}`)
    await page.goto(`${meeting.tester.url}/settings`)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expectAccessible(page, `settings, ${colorScheme}`)
    await page.goto(`${meeting.tester.url}/help/keys`)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expectAccessible(page, `keys, ${colorScheme}`)
    await page.goto(`${meeting.tester.url}/oauth2/auth?${AUTHORIZATION}`)
    await expect(page.getByTestId('allow')).toBeVisible()
    await expectAccessible(page, `signing in with an app, ${colorScheme}`)
  }
})

test('[BR18] axe finds nothing serious before, in and after a meeting, and on refusals', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using gil = await newPerson(browser, 'Gil')
  await gil.page.goto(meeting.link)
  await expect(gil.page.getByTestId('join')).toBeVisible()
  await expectAccessible(gil.page, 'before joining')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(gil, meeting.link)
  await expect(ada.tile('Gil')).toBeVisible()
  await expectAccessible(ada.page, 'meeting')
  await ada.row('Gil')
  await expectAccessible(ada.page, 'people')
  await ada.page.getByTestId('open-chat').click()
  await ada.page.getByTestId('chat-input').fill('Hello')
  await ada.page.getByTestId('chat-send').click()
  await expect(ada.page.getByTestId('panel-chat')).toContainText('Hello')
  await expectAccessible(ada.page, 'chat')
  await ada.more('invite')
  await expect(ada.page.getByRole('dialog')).toBeVisible()
  await expectAccessible(ada.page, 'invite')
  await gil.page.getByTestId('leave').click()
  await expect(gil.page.getByTestId('end-page')).toBeVisible()
  await expectAccessible(gil.page, 'the end')
  await gil.page.goto(`${meeting.link.split('&token=')[0]}&token=wrong`)
  await expect(gil.page.getByTestId('entry-refusal')).toBeVisible()
  await expectAccessible(gil.page, 'refused')
})

test('[BR19] the meeting can be hosted with the keyboard alone', async () => {
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

test('[BR27] with single-key shortcuts off, no letter and no Space does anything, also after a reload', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  const { keyboard } = page
  await enter(ada, await meeting.personalLink(ADA.unionId))
  const microphone = page.getByTestId('toggle-microphone')
  await keyboard.press('m')
  await expect(microphone).toHaveAttribute('aria-pressed', 'false')
  await keyboard.press('?')
  await expectAccessible(page, 'list of keys')
  await page.getByText('Single-key shortcuts').click()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const nothingDoes = async () => {
    await keyboard.press('m')
    await keyboard.press('c')
    await keyboard.press('?')
    await keyboard.down('Space')
    await expect(microphone).toHaveAttribute('aria-pressed', 'false')
    await keyboard.up('Space')
    await expect(page.getByTestId('panel-chat')).toHaveCount(0)
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await nothingDoes()
  await page.reload()
  await expect(microphone).toHaveAttribute('aria-pressed', 'false')
  await nothingDoes()
  await page.getByTestId('open-chat').click()
  await expect(page.getByTestId('panel-chat')).toBeVisible()
  await page.locator('body').press('Escape')
  await expect(page.getByTestId('panel-chat')).toHaveCount(0)
  await ada.more('keys')
  await page.getByText('Single-key shortcuts').click()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await keyboard.press('m')
  await expect(microphone).toHaveAttribute('aria-pressed', 'true')
})
