import assert from 'node:assert/strict'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { expectToHear, expectToSee } from '../browser/audio-checks.ts'
import { enter, newPerson, type Person } from '../browser/browser-person.ts'
import { openBrowser } from '../browser/chromium.ts'
import { expect } from '../browser/expect.ts'
import { sdkClient } from '../sdk/sdk-client.ts'
import { findFreePort } from '../worlds/free-port.ts'
import { startLiveKit } from '../worlds/livekit.ts'
import { startSharedPostgres } from '../worlds/postgres.ts'
import { startRedis } from '../worlds/redis.ts'
import {
  callApi,
  eventually,
  makeDataFolder,
  post,
  startServerProcess,
  type ServerProcess,
} from '../worlds/server-process.ts'
import { startTcpBalancer } from '../worlds/tcp-balancer.ts'
import { ADA } from '../worlds/tester.ts'

const CONFERENCES = '/v1.0/conference/videoConferences'
const NICKS = ['Ada', 'Gil', 'Hana'] as const
const LEAVE_WINDOW_MS = 8_000
const BACK_MS = 20_000

const browser = await openBrowser()
after(() => browser.close())

test('[TO22] a server is killed in a meeting over LiveKit: nobody loses their place, and pictures go on', async () => {
  await using world = await openWorld()
  const { transcript, servers, balancer, people, roster } = world
  for (const person of people) await together(person)
  const [survivor, victim] = rankedBySockets(balancer.sockets())
  transcript.say(`all three see and hear each other; ${socketsOf(balancer.sockets())}`)
  const before = await roster(survivor)
  transcript.sayRoster(`roster at server ${survivor + 1}, by QueryConferenceMembers of the official SDK`, before)
  const tiles = await tilesOf(people)
  const counted = await Promise.all(people.map(framesOf))

  await servers[victim]?.process.end('SIGKILL')
  transcript.say(`server ${victim + 1} is killed (SIGKILL)`)
  transcript.sayRoster(`roster at server ${survivor + 1}, at once`, await roster(survivor))
  for (const person of people) {
    await expect(person.page.getByTestId('banner-reconnecting')).toHaveCount(0, { timeout: BACK_MS })
  }
  await eventually(
    async () => balancer.sockets()[survivor],
    (count) => count === NICKS.length,
    BACK_MS,
  )
  transcript.say(`every page is connected again; ${socketsOf(balancer.sockets())}`)
  assert.equal(balancer.sockets()[survivor], NICKS.length)
  // Longer than the leave window: a session that had not continued would have ended.
  await people[0]?.page.waitForTimeout(LEAVE_WINDOW_MS + 2_000)
  for (const person of people) await together(person)
  const frames = await Promise.all(people.map(framesOf))
  for (const [index, { nick }] of people.entries()) {
    transcript.say(`${nick} has decoded ${counted[index]} frames before, and ${frames[index]} now`)
    assert.ok((frames[index] ?? 0) > (counted[index] ?? Infinity))
  }
  const now = await roster(survivor)
  transcript.sayRoster(`roster at server ${survivor + 1}, after the leave window`, now)
  assert.deepEqual(await tilesOf(people), tiles, 'somebody has another session')
  assert.deepEqual(now.map(placeOf), before.map(placeOf))
  assert.ok(now.every(({ attendStatus }) => attendStatus === 3))
})

/** A row of the roster as the SDK gives it. Times are epoch ms, `duration` is ms. */
type Row = {
  userNick: string
  attendStatus: number
  joinTime?: number
  leaveTime?: number
  duration: number
  host: boolean
}

/** What a person must not lose. */
function placeOf({ userNick, attendStatus, joinTime, leaveTime, host }: Row) {
  return { userNick, attendStatus, joinTime, leaveTime, host }
}

/** Two servers with their own LiveKit servers, behind one address, and a meeting in which three pages are. */
async function openWorld() {
  const transcript = new Transcript('killed-server')
  await using opened = new AsyncDisposableStack()
  opened.defer(() => transcript.write())
  const redis = opened.use(await startRedis())
  const postgres = opened.use(await startSharedPostgres())
  const balancer = opened.use(await startTcpBalancer())
  const dataFolder = await makeDataFolder()
  opened.defer(() => rm(dataFolder, { recursive: true, force: true }))
  const { url: database } = await postgres.createDatabase()
  const servers: { url: string; process: ServerProcess }[] = []
  for (const number of [1, 2]) {
    const livekit = opened.use(await startLiveKit({ redis: new URL(redis.url).host }))
    const port = await findFreePort()
    const env = {
      ...livekit.env,
      ROLLCALL_PORT: String(port),
      ROLLCALL_DATABASE_URL: database,
      ROLLCALL_REDIS_URL: redis.url,
      ROLLCALL_PUBLIC_URL: balancer.url,
      ROLLCALL_LEAVE_WINDOW_MS: String(LEAVE_WINDOW_MS),
      ROLLCALL_SILENT_AFTER_MS: '3500',
    }
    const process = opened.use(await startServerProcess(dataFolder, env))
    const url = `http://127.0.0.1:${port}` // what it prints is the public URL
    servers.push({ url, process })
    balancer.add(url)
    transcript.say(`Rollcall server ${number} is ${url}, its LiveKit server ${livekit.url}`)
  }
  transcript.say(`the balancer is ${balancer.url}; PostgreSQL is ${postgres.kind}`)
  const request = { userId: ADA.unionId, confTitle: 'Weekly sync', inviteCaller: false }
  const created = await callApi(balancer.url, 'POST', CONFERENCES, request)
  const link = String(created['externalLinkUrl'])
  const people: Person[] = []
  for (const nick of NICKS) {
    const person = opened.use(await newPerson(browser, nick))
    await enter(person, nick === 'Ada' ? await personalLink(balancer.url, link) : link)
    transcript.say(`${nick} has joined`)
    people.push(person)
  }
  const all = opened.move()
  return {
    transcript,
    servers,
    balancer,
    people,
    /** The roster at the server with that index. */
    async roster(index: number): Promise<Row[]> {
      const url = servers[index]?.url ?? ''
      const app = { appKey: 'dingacmeapp', appSecret: 'acme-secret' }
      const { accessToken } = await post(`${url}/v1.0/oauth2/accessToken`, app)
      const conferenceId = String(created['conferenceId'])
      const call = sdkClient(new URL(url).host).call('QueryConferenceMembers', String(accessToken), { conferenceId })
      return ((await call).body as { memberModels: Row[] }).memberModels
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function personalLink(url: string, meetingUrl: string): Promise<string> {
  const request = { meetingUrl, unionId: ADA.unionId }
  const { loginInfo } = await callApi(url, 'POST', `${CONFERENCES}/createAutoLoginUrl`, request)
  return (loginInfo as { loginUrl: string }).loginUrl
}

/** Resolves when the page sees and hears the two others. */
async function together(person: Person): Promise<void> {
  await expectToSee(person, NICKS.length - 1)
  await expectToHear(person)
}

async function framesOf(person: Person): Promise<number> {
  return (await person.media()).video.reduce((sum, { frames }) => sum + frames, 0)
}

/** The id of everybody's tile, which has the `participantId`. */
function tilesOf(people: readonly Person[]): Promise<(string | null)[]> {
  return Promise.all(people.map(({ tile, nick }) => tile(nick).getAttribute('data-testid')))
}

/** The indices of the server with the fewest and of that with the most sockets. */
function rankedBySockets([first = 0, second = 0]: readonly number[]): [survivor: 0 | 1, victim: 0 | 1] {
  assert.ok(first > 0 && second > 0, 'all pages are at one server')
  return first > second ? [1, 0] : [0, 1]
}

const socketsOf = (counts: readonly number[]) =>
  `signaling sockets: ${counts.map((count, index) => `${count} at server ${index + 1}`).join(', ')}`

/** What happened and when, as text in `.cache/transcripts`. */
class Transcript {
  readonly #name: string
  readonly #began = Date.now()
  readonly #lines: string[] = []

  constructor(name: string) {
    this.#name = name
  }

  say(line: string): void {
    this.#lines.push(`${((Date.now() - this.#began) / 1_000).toFixed(1).padStart(6)} s  ${line}`)
  }

  sayRoster(title: string, rows: readonly Row[]): void {
    this.say(`${title}:`)
    for (const row of rows) {
      const joined = new Date(row.joinTime ?? 0).toISOString()
      const left = row.leaveTime === undefined ? '' : ` leaveTime=${new Date(row.leaveTime).toISOString()}`
      const { userNick, attendStatus, duration, host } = row
      const text = `${userNick.padEnd(6)} attendStatus=${attendStatus} joinTime=${joined}${left} duration=${duration} host=${host}`
      this.#lines.push(`          ${text}`)
    }
  }

  async write(): Promise<void> {
    await mkdir('.cache/transcripts', { recursive: true })
    await writeFile(`.cache/transcripts/${this.#name}.txt`, `${this.#lines.join('\n')}\n`)
  }
}
