import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { SEED, startTester, type Tester } from '../worlds/tester.ts'
import { openBrowser } from './chromium.ts'
import { writeFaces } from './faces.ts'

/** The people in the pictures, each with a face of their own: the place in `LOOKS`. */
export const PEOPLE = [
  { userId: 'priya', name: 'Priya Raman', face: 4 },
  { userId: 'daniel', name: 'Daniel Osei', face: 1 },
  { userId: 'mei', name: 'Mei Lin', face: 2 },
  { userId: 'sofia', name: 'Sofia Rossi', face: 3 },
  { userId: 'chen', name: '陈思远', face: 0 },
  { userId: 'oskar', name: 'Oskar Lind', face: 5 },
] as const
export type PersonName = (typeof PEOPLE)[number]['userId']

const MORE = ['张伟', 'Aisha Khan', 'Emma Clarke', '欧阳娜娜', 'Lucas Silva', 'Nora Berg', 'Yusuf Demir', '周杰']
const DEPARTMENTS = ['Product', 'Engineering', '市场部']
const FIRST_PASSWORD = 'given by the admin'
const PASSWORD = 'chosen by the person'

/** A server with lifelike people, and a browser for each of those who are filmed. */
export type PictureWorld = AsyncDisposable & {
  tester: Tester
  /** A page of the person, signed in. */
  openPage(who: PersonName, options?: BrowserContextOptions): Promise<Page>
  /** A page of nobody, in the browser of the person. */
  openGuestPage(who: PersonName, options?: BrowserContextOptions): Promise<Page>
  /** Starts a conference of that person. */
  start(who: PersonName, title: string): Promise<{ conferenceId: string; roomCode: string; link: string }>
  unionIdOf(who: PersonName): string
}

export async function openPictureWorld(): Promise<PictureWorld> {
  await using opened = new AsyncDisposableStack()
  const folder = opened.adopt(await mkdtemp(join(tmpdir(), 'rollcall-faces-')), (path) => rm(path, { recursive: true }))
  const [acme] = SEED.organizations
  const user = (userId: string, name: string, at: number) => ({
    userId,
    name,
    unionId: `${userId}iEiE`,
    password: FIRST_PASSWORD,
    department: DEPARTMENTS[at % DEPARTMENTS.length],
    jobNumber: String(1001 + at),
    email: `${userId}@northwind.example`,
    // Daniel is the person of the scenes.
    admin: userId === 'daniel',
    operator: userId === 'daniel',
  })
  const users = [
    ...PEOPLE.map(({ userId, name }, at) => user(userId, name, at)),
    ...MORE.map((name, at) => user(`more${at}`, name, PEOPLE.length + at)),
  ]
  const tester = opened.use(
    await startTester({
      env: { ROLLCALL_EVENTS_PRIVATE_NETWORKS: '127.0.0.0/8' },
      seed: { organizations: [{ ...acme, name: 'Northwind', users }] },
    }),
  )
  const painter = await openBrowser()
  const films = await writeFaces(painter, folder)
  await painter.close()
  const browsers = new Map<PersonName, Promise<Browser>>()
  opened.defer(async () => {
    for (const browser of browsers.values()) await (await browser).close()
  })
  const cookies = new Map<PersonName, { name: string; value: string; url: string }>()
  const browserOf = (who: PersonName): Promise<Browser> => {
    const face = PEOPLE.find(({ userId }) => userId === who)?.face ?? 0
    const known = browsers.get(who) ?? openBrowser([`--use-file-for-fake-video-capture=${films[face]}`])
    browsers.set(who, known)
    return known
  }
  const openGuestPage = async (who: PersonName, options: BrowserContextOptions = {}) => {
    const permissions = ['camera', 'microphone', 'clipboard-write']
    const context = await (await browserOf(who)).newContext({ locale: 'en-US', permissions, ...options })
    return context.newPage()
  }
  const disposal = opened.move()
  return {
    tester,
    openGuestPage,
    async openPage(who, options) {
      const cookie = cookies.get(who) ?? (await signIn(tester, who))
      cookies.set(who, cookie)
      const page = await openGuestPage(who, options)
      await page.context().addCookies([cookie])
      return page
    },
    async start(who, title) {
      const { body } = await tester.call('POST', '/v1.0/conference/videoConferences', {
        body: { userId: `${who}iEiE`, confTitle: title, inviteCaller: false },
      })
      const { conferenceId, roomCode, externalLinkUrl: link } = body as Record<string, string>
      return { conferenceId: conferenceId ?? '', roomCode: roomCode ?? '', link: link ?? '' }
    },
    unionIdOf: (who) => `${who}iEiE`,
    [Symbol.asyncDispose]: () => disposal[Symbol.asyncDispose](),
  }
}

/** Signs the person in, with a password of their own. @returns the cookie */
async function signIn({ url }: Tester, userId: string): Promise<{ name: string; value: string; url: string }> {
  let cookie = ''
  const send = async (path: string, body: object) => {
    const headers = { origin: new URL(url).origin, 'content-type': 'application/json', cookie }
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
  }
  await send('/api/session', { corpId: 'dingacme', userId, password: FIRST_PASSWORD })
  await send('/api/password', { current: FIRST_PASSWORD, next: PASSWORD })
  const [name = '', value = ''] = cookie.split('=')
  return { name, value, url }
}
