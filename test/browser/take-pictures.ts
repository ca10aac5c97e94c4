// Takes the pictures of docs/pictures from its own meeting, in this machine's Chromium.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openBrowser } from './chromium.ts'
import { expectToSee } from './audio-checks.ts'
import { openMeeting, type Meeting } from './meeting.ts'
import { enter, newPerson, type Person } from './browser-person.ts'
import { signInAsBram } from './sign-in.ts'
import { ADA, BRAM, CLEO } from '../worlds/tester.ts'

const FOLDER = 'docs/pictures'

await mkdir(FOLDER, { recursive: true })
const browser = await openBrowser()
try {
  await using meeting = await openMeeting()
  await using ada = await newPerson(browser, 'Ada', { width: 1_280, height: 800 })
  await using bram = await newPerson(browser, 'Bram', { width: 1_280, height: 800 })
  await using cleo = await newPerson(browser, 'Cleo', { width: 390, height: 780 })
  await signInAsBram(bram, meeting)
  for (const title of ['Planning', 'Interview with Mina']) await attend(bram, title)
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await call(meeting)
  await bram.page.getByRole('alertdialog').waitFor()
  await take(bram, 'ringing')
  await bram.page.getByRole('alertdialog').getByRole('button', { name: 'Answer with video' }).click()
  await cleo.page.goto(await meeting.personalLink(CLEO.unionId))
  await cleo.page.getByTestId('join').waitFor()
  await cleo.page.waitForTimeout(1_000)
  await take(cleo, 'before-joining')
  const home = await bram.context.newPage()
  await home.goto(meeting.tester.url)
  await home.getByText('You’re already in this meeting').waitFor()
  await home.screenshot({ path: join(FOLDER, 'home.png') })
  await home.close()
  await cleo.page.getByTestId('join').click()
  for (const person of [ada, cleo]) await expectToSee(person, 2)
  // "… joined" notices cover the tiles for some seconds.
  await ada.page.getByTestId('toast').first().waitFor({ state: 'hidden' })
  await take(ada, 'grid')
  await take(cleo, 'phone')
  await ada.row('Bram')
  await take(ada, 'people')
} finally {
  await browser.close()
}

/** A meeting that has ended. */
async function attend(person: Person, title: string): Promise<void> {
  const { page } = person
  await page.getByLabel('Topic').fill(title)
  await page.getByRole('button', { name: 'Start now' }).click()
  const wayIn = page.getByTestId('join')
  await wayIn.or(person.tile(person.nick)).first().waitFor()
  if (await wayIn.isVisible()) await wayIn.click()
  await person.tile(person.nick).waitFor()
  await page.waitForTimeout(2_000)
  await page.getByTestId('leave').click()
  await page.getByTestId('end-for-all').click()
  await page.getByTestId('go-home').click()
}

async function call({ tester, conferenceId }: Meeting): Promise<void> {
  await tester.call('POST', `/v1.0/conference/videoConferences/${conferenceId}/users/invite`, {
    body: { unionId: ADA.unionId, inviteeList: [{ unionId: BRAM.unionId, nick: 'Bram' }] },
  })
}

async function take({ page }: Person, name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
  process.stdout.write(`${FOLDER}/${name}.png\n`)
}
