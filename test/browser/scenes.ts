import type { BrowserContextOptions, Page } from '@playwright/test'
import type { PictureWorld } from './picture-world.ts'
import type { SceneName } from './scene-names.ts'

/** What an app of Acme asks for, as the address of the page says it. */
export const AUTHORIZATION = new URLSearchParams({
  client_id: 'dingacmeapp',
  redirect_uri: 'https://acme.example/signed-in',
  response_type: 'code',
  scope: 'openid corpid',
  state: 'x',
  prompt: 'consent',
}).toString()

type Show = { scene(name: SceneName): Promise<Page>; close(): Promise<void> }

/** How long an element may take to appear. Many browsers run at once. */
const TIMEOUT_MS = 12_000

/** A world in which meetings run and one is booked. Daniel is the person of the scenes. `subscription`: the id of one with deliveries. */
export async function openScenes(
  world: PictureWorld,
  subscription: string,
): Promise<{ open(options: BrowserContextOptions): Promise<Show> }> {
  const { tester } = world
  const other = await world.start('priya', 'Design review')
  const priya = await world.openPage('priya')
  const sofia = await world.openGuestPage('sofia')
  const startTime = new Date(Date.now() + 86_400_000).setHours(10, 0, 0, 0)
  const booked = await tester.call('POST', '/v1.0/conference/scheduleConferences', {
    body: {
      creatorUnionId: world.unionIdOf('daniel'),
      title: 'Quarterly review',
      startTime,
      endTime: startTime + 3_600_000,
      scheduleConfSettingModel: { moziConfVirtualExtraSetting: { waitingRoom: 1 } },
    },
  })
  const waitingLink = String(booked.body['url'])
  return {
    async open(options) {
      const meeting = await world.start('daniel', 'Product planning')
      const page = await world.openPage('daniel', options)
      const anonymous = await world.openGuestPage('daniel', options)
      for (const one of [page, anonymous, priya, sofia]) one.setDefaultTimeout(TIMEOUT_MS)
      const visit = async (path: string) => {
        await page.goto(tester.url + path)
        await page.locator('h1, h2').first().waitFor()
        await page.waitForTimeout(400)
        return page
      }
      const press = async (testId: string) => {
        const target = page.getByTestId(testId).first()
        await (options.hasTouch ? target.tap() : target.click())
        await page.waitForTimeout(500)
        return page
      }
      /** Closes what is open, and then opens something else. */
      const next = async (...testIds: string[]) => {
        const open = page.locator('[role="dialog"], [role="alertdialog"], .popover, [data-testid^="panel-"]')
        for (let tries = 0; tries < 4 && (await open.count()) > 0; tries += 1) {
          await page.keyboard.press('Escape')
          await page.waitForTimeout(400)
        }
        for (const testId of testIds) await press(testId)
        return page
      }
      const dialog = async () => {
        await page.getByRole('dialog').waitFor()
        await page.waitForTimeout(500)
        return page
      }
      const stranger = async (url: string) => {
        await anonymous.goto(url)
        await anonymous.locator('h1').first().waitFor()
        await anonymous.waitForTimeout(500)
        return anonymous
      }
      const scenes: Record<SceneName, () => Promise<Page>> = {
        'sign-in': () => stranger(tester.url),
        'not-found': () => stranger(`${tester.url}/admin`),
        'bad-link': () => stranger(`${tester.url}/j/aB3dE6`),
        home: () => visit('/'),
        async book() {
          await visit('/')
          await page.locator('section[aria-labelledby="booked"] .list-head button').click()
          await page.waitForTimeout(500)
          return page
        },
        async 'own-room'() {
          await visit('/')
          const room = page.getByTestId('own-room')
          if (!(await page.getByTestId('own-room-link').isVisible())) await room.getByRole('button').click()
          await page.getByTestId('own-room-link').waitFor()
          await room.getByRole('button').first().click()
          await page.waitForTimeout(500)
          return page
        },
        settings: () => visit('/settings'),
        authorization: () => visit(`/oauth2/auth?${AUTHORIZATION}`),
        keys: () => visit('/help/keys'),
        async ringing() {
          await visit('/')
          const path = `/v1.0/conference/videoConferences/${other.conferenceId}/users`
          const inviteeList = [{ unionId: world.unionIdOf('daniel'), nick: 'Daniel Osei' }]
          const unionId = world.unionIdOf('priya')
          await tester.call('POST', `${path}/invite`, { body: { unionId, inviteeList } })
          await page.getByRole('alertdialog').waitFor()
          await page.waitForTimeout(500)
          return page
        },
        async 'before-joining'() {
          const ring = page.getByRole('alertdialog')
          if (await ring.isVisible()) await ring.getByRole('button').first().click()
          await visit(`/app?roomCode=${meeting.roomCode}`)
          await page.getByTestId('join').waitFor()
          await page.waitForTimeout(1_000)
          return page
        },
        async waiting() {
          await stranger(waitingLink.replace('localhost', '127.0.0.1'))
          await anonymous.getByTestId('nick').fill('Yuki Tanaka')
          await anonymous.getByTestId('join').click()
          await anonymous.getByTestId('waiting').waitFor()
          return anonymous
        },
        guest: () => stranger(meeting.link),
        async room() {
          await joinOf(page, tester.url, meeting.roomCode)
          await joinOf(priya, tester.url, meeting.roomCode)
          await sofia.goto(meeting.link)
          await sofia.getByTestId('nick').fill('Sofia Rossi')
          await sofia.getByTestId('join').click()
          await sofia.getByTestId('leave').waitFor()
          await page.mouse.move(0, 0)
          await page.waitForTimeout(6_000)
          return page
        },
        people: () => next('open-people'),
        async chat() {
          await next('open-chat')
          await page.getByTestId('chat-input').fill('The draft is at https://example.org/draft')
          return press('chat-send')
        },
        reactions: async () => {
          const isNarrow = (page.viewportSize()?.width ?? 0) < 600
          return isNarrow ? next('open-more') : next('open-reactions')
        },
        more: () => next('open-more'),
        invite: () => next('open-more', 'invite'),
        devices: () => next('open-more', 'devices'),
        'host-tools': () => next('open-more', 'host-tools'),
        async 'person-menu'() {
          await next('open-people')
          const row = page.locator('[data-testid="people-row"][data-nick="Sofia Rossi"]')
          const menu = row.getByTestId('person-menu')
          await (options.hasTouch ? menu.tap() : menu.click())
          await page.waitForTimeout(500)
          return page
        },
        remove: () => press('person-remove'),
        leave: () => next('leave'),
        async end() {
          await page.getByTestId('leave-confirm').click()
          await page.getByTestId('end-page').waitFor()
          await page.waitForTimeout(400)
          return page
        },
        attendance: () => press('attendance'),
        'console-overview': () => visit('/console'),
        'console-live': () => visit('/console/live'),
        async 'console-meeting'() {
          await visit('/console/live')
          await visit(`/console/live/${meeting.conferenceId}`)
          await page.getByTestId('live-member').first().waitFor()
          return page
        },
        'console-call': () => next('call-people'),
        async 'console-remove'() {
          await next('member-acts')
          return press('remove')
        },
        'console-people': () => visit('/console/people'),
        async 'console-person-menu'() {
          await visit('/console/people')
          return press('person-acts')
        },
        async 'console-add-person'() {
          await visit('/console/people')
          await press('add-person')
          return dialog()
        },
        async 'console-password'() {
          await visit('/console/people')
          await page.locator('[data-user="oskar"]').getByTestId('person-acts').click()
          await press('act-reset-password')
          return press('confirm')
        },
        async 'console-import'() {
          await visit('/console/people')
          await press('import-people')
          const lines = [
            'userId,name,department,email',
            'no good,李四,,nobody',
            'jan,Jan Novak,Sales,jan@northwind.example',
          ]
          const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
          await page.locator('input[type="file"]').setInputFiles(file)
          await page.getByTestId('import-fault').first().waitFor()
          return dialog()
        },
        'console-apps': () => visit('/console/apps'),
        async 'console-add-app'() {
          await visit('/console/apps')
          await press('add-app')
          return dialog()
        },
        'console-events': () => visit('/console/events'),
        async 'console-add-subscription'() {
          await visit('/console/events')
          await press('add-subscription')
          return dialog()
        },
        'console-deliveries': () => visit(`/console/events/${subscription}`),
        async 'console-delivery'() {
          await visit(`/console/events/${subscription}?state=dead`)
          await press('open-delivery')
          return dialog()
        },
        async 'console-audit'() {
          for (const department of ['Design', 'Engineering']) {
            const act = { headers: { origin: new URL(tester.url).origin }, data: { department, jobNumber: null } }
            await page.request.patch(`${tester.url}/api/people/oskar`, act)
          }
          return visit('/console/audit')
        },
        'console-meetings': () => visit('/console/meetings'),
        'console-log': () => visit(`/console/meetings/${meeting.conferenceId}?part=log`),
        'console-bookings': () => visit('/console/bookings'),
        'console-settings': () => visit('/console/settings'),
        'booking-attendance': () => visit(`/attendance/booking/${String(booked.body['scheduleConferenceId'])}`),
        async 'console-refused'() {
          await priya.goto(`${tester.url}/console`)
          await priya.locator('h1').first().waitFor()
          return priya
        },
        reference: () => stranger(`${tester.url}/docs`),
      }
      return {
        scene: (name) => scenes[name](),
        async close() {
          for (const one of [page, anonymous]) await one.context().close()
        },
      }
    },
  }
}

async function joinOf(page: Page, url: string, roomCode: string): Promise<void> {
  await page.goto(`${url}/app?roomCode=${roomCode}`)
  await page.getByTestId('join').click()
  await page.getByTestId('leave').waitFor()
}
