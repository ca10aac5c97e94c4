// Takes the pictures of docs/pictures, in this machine's Chromium, from a meeting of its own.
import { mkdir } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { makeDeliveries } from './event-scenes.ts'
import { openPictureWorld, type PersonName, type PictureWorld } from './picture-world.ts'

const FOLDER = 'docs/pictures'
const DESKTOP = { viewport: { width: 1_280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2 }

await mkdir(FOLDER, { recursive: true })
await using world = await openPictureWorld()
const meeting = await world.start('priya', 'Product planning')
const [priya, daniel, mei] = await Promise.all([
  world.openPage('priya', DESKTOP),
  world.openPage('daniel', DESKTOP),
  world.openPage('mei', PHONE),
])

await attend(daniel, 'Interview with Nora')
await attend(daniel, 'Release check')
await join(priya)
await daniel.goto(world.tester.url)
await daniel.getByTestId('own-room').getByRole('button').first().click()
await daniel.getByTestId('own-room-link').waitFor()
await book(world)
await call(world, 'daniel')
await daniel.getByRole('alertdialog').waitFor()
await take(daniel, 'ringing')
await daniel
  .getByRole('alertdialog')
  .getByRole('button', { name: /decline/i })
  .click()
await mei.goto(`${world.tester.url}/app?roomCode=${meeting.roomCode}`)
await mei.getByTestId('join').waitFor()
await mei.waitForTimeout(1_500)
await take(mei, 'before-joining')
await mei.getByTestId('join').click()
await daniel.reload()
await daniel.getByTestId('recent-meeting').first().waitFor()
await daniel.waitForTimeout(500)
await take(daniel, 'home')
await join(daniel)
const sofia = await world.openGuestPage('sofia', DESKTOP)
await sofia.goto(meeting.link)
await sofia.getByTestId('nick').fill('Sofia Rossi')
await sofia.getByTestId('join').click()
for (const page of [priya, mei]) await seesFilms(page, 4)
for (const page of [mei, sofia]) await page.getByTestId('toggle-microphone').click()
await daniel.getByTestId('toggle-hand').click()
for (const page of [priya, mei]) await isCalm(page)
await take(priya, 'grid')
await isCalm(mei)
await take(mei, 'phone')
await priya.getByTestId('open-people').click()
await priya.getByTestId('people-row').first().waitFor()
await isCalm(priya)
await take(priya, 'people')
const live = await daniel.context().newPage()
await live.goto(`${world.tester.url}/console/live/${meeting.conferenceId}?timeline=on`)
await live.getByTestId('timeline-person').first().waitFor()
await live.getByTestId('live-member').first().waitFor()
await live.waitForTimeout(1_000)
await take(live, 'console')

await using events = await makeDeliveries(world)
const deliveries = await world.openPage('daniel', DESKTOP)
events.mend()
await deliveries.goto(`${world.tester.url}/console/events/${events.id}`)
await deliveries.getByTestId('open-delivery').nth(1).click()
await deliveries.getByTestId('resend-delivery').click()
await deliveries.locator('[data-testid="delivery"][data-state="delivered"]').nth(2).waitFor()
await deliveries.mouse.move(0, 0)
await deliveries.waitForTimeout(500)
await take(deliveries, 'events')

async function join(page: Page): Promise<void> {
  await page.goto(`${world.tester.url}/app?roomCode=${meeting.roomCode}`)
  await page.getByTestId('join').click()
  await page.getByTestId('leave').waitFor()
}

/** Waits until the page shows this many moving pictures, its own included. */
async function seesFilms(page: Page, count: number): Promise<void> {
  const moving = () =>
    page
      .locator('video')
      .evaluateAll((films) => (films as HTMLVideoElement[]).filter(({ currentTime }) => currentTime > 0.5).length)
  for (const end = Date.now() + 60_000; (await moving()) < count; await page.waitForTimeout(500))
    if (Date.now() > end) throw new Error(`the page shows ${await moving()} moving pictures, not ${count}`)
}

/** Waits until no notice covers the tiles, and nobody is reconnecting because so many browsers run here. */
async function isCalm(page: Page): Promise<void> {
  await page.mouse.move(0, 0)
  const busy = page.getByTestId('toast').or(page.getByText('Reconnecting…'))
  for (let calm = 0; calm < 4; calm = (await busy.count()) === 0 ? calm + 1 : 0) await page.waitForTimeout(500)
  await page.getByTestId('leave').waitFor({ timeout: 1_000 }) // the page was not thrown out
}

/** A meeting that has ended. */
async function attend(page: Page, title: string): Promise<void> {
  await page.goto(world.tester.url)
  await page.getByLabel('Topic').fill(title)
  await page.getByRole('button', { name: 'Start now' }).click()
  await page.getByTestId('join').click()
  await page.getByTestId('leave').waitFor()
  await page.waitForTimeout(2_000)
  await page.getByTestId('leave').click()
  await page.getByTestId('end-for-all').click()
  await page.getByTestId('go-home').click()
}

async function book({ tester, unionIdOf }: PictureWorld): Promise<void> {
  const startTime = new Date(Date.now() + 86_400_000).setHours(10, 0, 0, 0)
  await tester.call('POST', '/v1.0/conference/scheduleConferences', {
    body: { creatorUnionId: unionIdOf('daniel'), title: 'Quarterly review', startTime, endTime: startTime + 3_600_000 },
  })
}

async function call({ tester, unionIdOf }: PictureWorld, who: PersonName): Promise<void> {
  await tester.call('POST', `/v1.0/conference/videoConferences/${meeting.conferenceId}/users/invite`, {
    body: { unionId: unionIdOf('priya'), inviteeList: [{ unionId: unionIdOf(who), nick: 'Daniel Osei' }] },
  })
}

async function take(page: Page, name: string): Promise<void> {
  const path = `${FOLDER}/${name}.png`
  await page.screenshot({ path })
  process.stdout.write(`${path}\n`)
}
