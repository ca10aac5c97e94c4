import type { Browser } from '@playwright/test'
import { enter, newPerson, type Person } from '../browser/browser-person.ts'
import { openMeeting, type Meeting } from '../browser/meeting.ts'
import { startLiveKit, type TestLiveKit } from '../worlds/livekit.ts'
import { ADA } from '../worlds/tester.ts'

/** A meeting whose audio and video a LiveKit server carries. */
export async function openLiveKitMeeting(): Promise<Meeting & { livekit: TestLiveKit }> {
  await using opened = new AsyncDisposableStack()
  const livekit = opened.use(await startLiveKit())
  const meeting = opened.use(await openMeeting({ env: { ...livekit.env } }))
  const all = opened.move()
  return { ...meeting, livekit, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

/** Such a meeting, with the pages of Ada, its host, and of Gil. */
export type TwoPages = AsyncDisposable & { meeting: Meeting & { livekit: TestLiveKit }; ada: Person; gil: Person }

/**
 * Opens a meeting and lets Ada and then Gil join.
 *
 * @param options.adaScreen the size of Ada's page
 * @param options.prepare changes the pages before somebody joins
 */
export async function meetOverLiveKit(
  browser: Browser,
  options: {
    adaScreen?: { width: number; height: number }
    prepare?: (people: Pick<TwoPages, 'ada' | 'gil'>) => Promise<unknown>
  } = {},
): Promise<TwoPages> {
  await using opened = new AsyncDisposableStack()
  const meeting = opened.use(await openLiveKitMeeting())
  const ada = opened.use(await newPerson(browser, 'Ada', options.adaScreen))
  const gil = opened.use(await newPerson(browser, 'Gil'))
  await options.prepare?.({ ada, gil })
  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(gil, meeting.link)
  const all = opened.move()
  return { meeting, ada, gil, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
