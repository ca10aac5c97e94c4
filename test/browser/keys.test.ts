import { after, test } from 'node:test'
import type { Page } from '@playwright/test'
import { ADA } from '../worlds/tester.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { enter, newPerson } from './browser-person.ts'
import { openMeeting } from './meeting.ts'
import { enterSignedIn, home, signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

/** A key that ends or gives up a composition in the element with the focus, in the order of a browser. */
type ComposedKey = { key: string; order: 'chromium' | 'safari' }

async function composeThenPress(page: Page, composed: ComposedKey): Promise<void> {
  await page.evaluate(({ key, order }) => {
    const target = document.activeElement ?? document.body
    const send = (event: Event) => target.dispatchEvent(event)
    send(new CompositionEvent('compositionstart', { bubbles: true }))
    const pressed = new KeyboardEvent('keydown', {
      key,
      code: key,
      keyCode: 229,
      isComposing: order === 'chromium',
      bubbles: true,
      cancelable: true,
    })
    if (order === 'chromium') send(pressed)
    send(new CompositionEvent('compositionend', { bubbles: true, data: '你好' }))
    if (order === 'safari') send(pressed)
    send(new KeyboardEvent('keyup', { key, code: key, bubbles: true }))
  }, composed)
}

test('[BR61] keys of an input method send no line and close nothing, in the order of Chromium and of Safari', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await page.getByTestId('open-chat').click()
  const input = page.getByTestId('chat-input')
  await input.fill('你好')
  for (const order of ['chromium', 'safari'] as const) {
    for (const key of ['Enter', 'Escape']) await composeThenPress(page, { key, order })
    await expect(input).toHaveValue('你好')
  }
  await expect(page.getByTestId('chat-line')).toHaveCount(0)
  await input.press('Enter')
  await expect(page.getByTestId('chat-line')).toHaveCount(1)
  await input.press('Escape')
  await expect(input).toHaveCount(0)

  await ada.act('Ada', 'person-rename')
  const name = page.getByRole('dialog').getByRole('textbox')
  await name.fill('你好')
  for (const order of ['chromium', 'safari'] as const)
    for (const key of ['Enter', 'Escape']) await composeThenPress(page, { key, order })
  await expect(name).toHaveValue('你好')
  await page.keyboard.press('Escape')
  await expect(name).toHaveCount(0)
  await page.getByTestId('people-search').fill('你')
  for (const order of ['chromium', 'safari'] as const) await composeThenPress(page, { key: 'Escape', order })
  await expect(page.getByTestId('people-search')).toHaveValue('你')
})

test('[BR62] a key with a Cyrillic letter does what its place says', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  await enter(ada, await meeting.personalLink(ADA.unionId))
  const microphone = page.getByTestId('toggle-microphone')
  await expect(microphone).toHaveAttribute('aria-pressed', 'true')
  const press = (key: string, code: string) =>
    page.evaluate(
      (given) => void document.body.dispatchEvent(new KeyboardEvent('keydown', { ...given, bubbles: true })),
      {
        key,
        code,
      },
    )
  await press('ь', 'KeyM')
  await expect(microphone).toHaveAttribute('aria-pressed', 'false')
  await press('с', 'KeyC')
  await expect(page.getByTestId('chat-input')).toBeVisible()
})

test('[BR63] Back and closing ask while in a meeting and not outside, and a reload keeps the draft', async () => {
  await using meeting = await openMeeting()
  await using bram = await newPerson(browser, 'Bram')
  const { page } = bram
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.dismiss()
  })
  await signInAsBram(bram, meeting)
  await page.getByLabel('Topic').fill('Planning')
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.getByTestId('join').click()
  await expect(bram.tile('Bram')).toBeVisible()
  await page.goBack()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Leave the meeting?')
  await page.getByTestId('close-dialog').click()
  await expect(bram.tile('Bram')).toBeVisible()
  await page.goBack()
  await expect(dialog).toContainText('Leave the meeting?')
  await page.getByTestId('end-for-all').click()
  await expect(page.getByTestId('end-page')).toBeVisible()
  await page.goBack()
  await expect(home(page)).toBeVisible()

  await enterSignedIn(bram, meeting)
  await page.getByTestId('open-chat').click()
  await page.getByTestId('chat-input').fill('half a li')
  await page.close({ runBeforeUnload: true })
  await expect.poll(() => asked).toEqual(['beforeunload'])
  page.removeAllListeners('dialog')
  page.on('dialog', (again) => void again.accept())
  await page.reload()
  await expect(bram.tile('Bram')).toBeVisible()
  await page.getByTestId('open-chat').click()
  await expect(page.getByTestId('chat-input')).toHaveValue('half a li')
  await page.getByTestId('leave').click()
  await expect(page.getByTestId('end-page')).toBeVisible()
  page.removeAllListeners('dialog')
  page.on('dialog', (again) => {
    asked.push(again.type())
    void again.accept()
  })
  await page.goto(meeting.tester.url)
  await expect(home(page)).toBeVisible()
  await expect.poll(() => asked).toEqual(['beforeunload'])
})
