import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import { expectAccessible } from './accessibility.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { enter, newPerson } from './browser-person.ts'
import { openMeeting } from './meeting.ts'
import { enterSignedIn, signInAs, signInAsBram } from './sign-in.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[BR64] [RM104] a person who is alone copies the link, and calls a colleague, from the stage', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bram = await newPerson(browser, 'Bram')
  await using gil = await newPerson(browser, 'Gil')
  const { page } = ada
  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write', 'camera', 'microphone'])
  await signInAs(ada, meeting, ADA)
  await enterSignedIn(ada, meeting)
  await signInAsBram(bram, meeting)
  const card = page.getByTestId('alone')
  await expectAccessible(page, 'alone in the meeting')
  const link = await card.getByTestId('alone-link').inputValue()
  await card.getByTestId('alone-link').focus()
  assert.equal(await page.evaluate(() => getSelection()?.toString()), link)
  await card.getByTestId('alone-copy').click()
  await expect(card).toContainText('Copied')
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link)
  await card.getByTestId('alone-call').click()
  await page.locator('[data-testid="colleague"][data-nick="Bram"]').getByTestId('ring').click()
  await page.getByTestId('close-dialog').click()
  await bram.page.getByRole('button', { name: 'Answer with audio only' }).click()
  await expect(ada.tile('Bram')).toBeVisible()
  await expect(card).toHaveCount(0)

  await bram.page.getByTestId('leave').click()
  await page.getByTestId('leave').click()
  await page.getByTestId('leave-confirm').click()
  await enter(gil, link)
  await expect(gil.page.getByTestId('alone-call')).toHaveCount(0)
})

test('[BR65] [PG56] if the browser does not let a page copy, the text is shown selected', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  const { page } = ada
  // As over plain http, and in a browser that does not copy selections for pages either.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
    document.execCommand = () => false
  })
  await enter(ada, await meeting.personalLink(ADA.unionId))
  const link = await page.getByTestId('alone-link').inputValue()
  await page.getByTestId('alone-copy').click()
  const field = page.getByTestId('copy-yourself')
  await expect(field).toHaveValue(link)
  await expect(field).toBeFocused()
  const selected = () =>
    field.evaluate((element) => {
      const { value, selectionStart, selectionEnd } = element as HTMLTextAreaElement
      return value.slice(selectionStart, selectionEnd)
    })
  assert.equal(await selected(), link)
  await expectAccessible(page, 'text to copy')
  await page.keyboard.press('Escape')
  await page.getByTestId('open-people').click()
  await page.getByTestId('invite-from-people').click()
  await page.getByTestId('copy-invitation').click()
  await expect(field).toHaveValue(/Room code/)
})
