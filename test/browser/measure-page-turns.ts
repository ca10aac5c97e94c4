// Question: how long does a page of the browser answer nothing while it turns a page of 25 tiles?
// Prints the median and the longest of the longest tasks of each turn, in ms of processor time, as JSON.
import type { Page } from '@playwright/test'
import { enter, newPerson } from './browser-person.ts'
import { openBrowser } from './chromium.ts'
import { openMeeting } from './meeting.ts'
import { RoamingGuest } from '../worlds/roaming-guest.ts'
import { ADA } from '../worlds/tester.ts'

const PEOPLE = 75
const TURNS = Number(process.env['BENCH_TURNS'] ?? 20)
/** After it, everything that a turn causes is done. */
const SETTLED_MS = 400

type TraceEvent = { name: string; pid: number; tid: number; tdur?: number; args: { name?: string } }

/** The longest task of the main thread while `act` runs, in ms of processor time: other programs do not count. */
async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    categories: 'toplevel,disabled-by-default-devtools.timeline,__metadata',
  })
  await act()
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()))
  await session.send('Tracing.end')
  await complete
  await session.detach()
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = events.filter(({ name, pid, tid }) => name.endsWith('RunTask') && main.has(`${pid} ${tid}`))
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1_000))
}

await using opened = new AsyncDisposableStack()
const browser = await openBrowser()
opened.defer(() => browser.close())
const meeting = opened.use(await openMeeting({ env: { ROLLCALL_GUESTS_PER_MINUTE: '1000' } }))
const ada = opened.use(await newPerson(browser, 'Ada', { width: 1_600, height: 900 }))
await enter(ada, await meeting.personalLink(ADA.unionId))
for (let at = 0; at < PEOPLE; at += 1) {
  opened.use(await RoamingGuest.join([meeting.tester.url], new URL(meeting.link), { nick: `Person ${at}`, at: 0 }))
}
const { page } = ada
await page.waitForTimeout(2_000)
const taken: number[] = []
for (let turn = 0; turn < TURNS; turn += 1) {
  const key = turn % 2 === 0 ? 'PageDown' : 'PageUp'
  taken.push(
    await longestTask(page, async () => {
      await page.keyboard.press(key)
      await page.waitForTimeout(SETTLED_MS)
    }),
  )
}
const sorted = taken.toSorted((a, b) => a - b)
process.stdout.write(
  JSON.stringify({
    tiles: await page.locator('.tile-grid .tile').count(),
    median: sorted[Math.floor(sorted.length / 2)],
    longest: sorted.at(-1),
  }),
)
