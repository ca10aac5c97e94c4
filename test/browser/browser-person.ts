import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'
import { expect } from './expect.ts'
import { watchPeers, type Media } from './peers.ts'

/** A person with a separate browser context: own cookies, storage and devices. */
export type Person = AsyncDisposable & {
  readonly nick: string
  readonly page: Page
  readonly context: BrowserContext
  /** The tile of the person with that name. */
  tile(nick: string): Locator
  /** What this page receives and sends, as `getStats` reports. */
  media(): Promise<Media>
  /** The person's row in the people panel, which it opens. */
  row(nick: string): Promise<Locator>
  /** Chooses an action from a person's menu in the people panel. */
  act(nick: string, action: string): Promise<void>
  /** Opens the meeting's menu and chooses an action. */
  more(action: string): Promise<void>
  /** Turns a switch of the host tools, or presses a button there. */
  hostTool(tool: string): Promise<void>
}

type Size = { width: number; height: number; hasTouch?: boolean; isMobile?: boolean }
const DESKTOP: Size = { width: 1_000, height: 700 }

/** Opens a blank page in a separate browser context. Disposing it throws if the page had errors. */
export async function newPerson(browser: Browser, nick: string, screen: Size = DESKTOP): Promise<Person> {
  const { width, height, ...touch } = screen
  const viewport = { width, height }
  const context = await browser.newContext({
    viewport,
    ...touch,
    locale: 'en-US',
    permissions: ['camera', 'microphone'],
  })
  context.setDefaultTimeout(20_000)
  const media = await watchPeers(context)
  const page = await context.newPage()
  const errors: Error[] = []
  page.on('pageerror', (error) => errors.push(error))
  const panel = page.getByTestId('panel-people')
  const person: Person = {
    nick,
    page,
    context,
    tile: (name) => page.locator(`[data-testid^="tile-"][data-screen="false"][data-nick=${JSON.stringify(name)}]`),
    media: () => media(page),
    async row(name) {
      if (!(await panel.isVisible())) await page.getByTestId('open-people').click()
      return page.locator(`[data-testid="people-row"][data-nick=${JSON.stringify(name)}]`)
    },
    async act(name, action) {
      const row = await person.row(name)
      await row.getByTestId('person-menu').click()
      await page.getByTestId(action).click()
    },
    async more(action) {
      await page.getByTestId('open-more').click()
      await page.getByTestId(action).click()
    },
    async hostTool(tool) {
      await person.more('host-tools')
      await page.getByTestId(tool).click()
      // Muting everyone asks first, in a dialog of its own.
      if (tool !== 'mute-all') await page.getByTestId('close-dialog').click()
    },
    async [Symbol.asyncDispose]() {
      await context.close()
      if (errors.length > 0) throw new AggregateError(errors, `the page of ${nick} had errors`)
    },
  }
  return person
}

/** Opens the link if there is one, enters the name if the page requires one, and joins. */
export async function enter(person: Person, link?: string): Promise<void> {
  const { page, nick } = person
  if (link !== undefined) await page.goto(link)
  const name = page.getByTestId('nick')
  const join = page.getByTestId('join')
  await expect(join).toBeVisible()
  if (await name.isVisible()) await name.fill(nick)
  await join.click()
  await expect(person.tile(nick)).toBeVisible()
}
