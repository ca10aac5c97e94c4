import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import { eventually } from '../worlds/server-process.ts'
import { openBot } from './bot.ts'
import { openBrowser } from './chromium.ts'
import { expect } from './expect.ts'
import { openMeeting } from './meeting.ts'
import { enter, newPerson } from './browser-person.ts'

const browser = await openBrowser()
after(() => browser.close())

const NAMES = ['Una', 'Duo', 'Tria', 'Quattro']

test('[BR20] a page and four participants without a browser are all connected, and the page hears each of them', async () => {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada')
  await enter(ada, await meeting.personalLink(ADA.unionId))
  const bots = await Promise.all(NAMES.map((nick) => openBot(meeting, nick)))
  try {
    const counts = () => Promise.resolve(bots.map((bot) => bot.connected()))
    const all = await eventually(counts, (found) => found.every((count) => count === NAMES.length), 30_000)
    assert.deepEqual(all, [4, 4, 4, 4])
    const heard = async () => (await ada.media()).audio.filter(({ energy }) => energy > 0).length
    assert.equal(await eventually(heard, (count) => count === NAMES.length, 30_000), NAMES.length)
    for (const nick of NAMES) await expect(ada.tile(nick)).toBeVisible()
    await meeting.expectRoster({ Ada: 3, Una: 3, Duo: 3, Tria: 3, Quattro: 3 })
  } finally {
    for (const bot of bots) bot[Symbol.dispose]()
  }
  await meeting.expectRoster({ Ada: 3, Una: 6, Duo: 6, Tria: 6, Quattro: 6 })
})
