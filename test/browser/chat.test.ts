import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'

const browser = await openBrowser()
after(() => browser.close())

test('[BR43] [RM92] an address is a link, a chat notice is short, and a small tile still shows who is host', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, meeting.link)
  await expect(ada.tile('Bob')).toBeVisible()
  await ada.page.getByTestId('open-chat').click()
  await ada.page
    .getByTestId('chat-input')
    .fill(`${'All of this is written in one message. '.repeat(12)}https://a.example/x?y=1.`)
  await ada.page.getByTestId('chat-send').click()
  const toast = bob.page.locator('[data-notice="message"]')
  await expect(toast).toBeVisible()
  const [found, label] = await Promise.all([toast.boundingBox(), bob.tile('Bob').locator('.tile-label').boundingBox()])
  assert.ok(found && label)
  assert.ok(found.height < 80, `${found.height} px`)
  assert.ok(found.y + found.height <= label.y, 'it covers the name')

  await bob.page.getByTestId('open-chat').click()
  const link = bob.page.getByTestId('panel-chat').getByRole('link')
  await expect(link).toHaveText('https://a.example/x?y=1')
  await expect(link).toHaveAttribute('href', 'https://a.example/x?y=1')
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  await expect(link).toHaveAttribute('target', '_blank')

  await bob.tile('Bob').hover()
  await bob.tile('Bob').getByTestId('tile-pin').click()
  const small = bob.page.locator('.tile-strip').getByText('Host')
  await expect(small).toBeVisible()
  await meeting.expectRoster({ Ada: 3, Bob: 3 })
})
