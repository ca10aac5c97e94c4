import assert from 'node:assert/strict'
import { io } from 'socket.io-client'
import { ConferenceClient } from '../../client/conference-client.ts'
import { until } from '../../client/observable.ts'
import type { GrantOf } from '../../src/service/live/media.ts'
import { findFreePort, findFreeUdpPort } from '../worlds/free-port.ts'
import { findLiveKit, startLiveKit, type TestLiveKit } from '../worlds/livekit.ts'
import { eventually, post } from '../worlds/server-process.ts'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'
import { connectPerson, type RtcPerson } from './rtc-people.ts'

const CONFERENCES = '/v1.0/conference/videoConferences'

/** A session in a meeting: its signaling, and its media if it has connected to the LiveKit server. */
export type Participant = AsyncDisposable & {
  readonly client: ConferenceClient
  /** `participantId`. */
  readonly id: string
  grant(): GrantOf<'livekit'>
  /** `key` of the member with this nick. */
  keyOf(nick: string): string
}

/** A Rollcall server over a LiveKit server, with one conference whose host is Ada. */
export type MediaMeeting = AsyncDisposable & {
  readonly tester: Tester
  readonly conferenceId: string
  /** A person joins: Ada, or a guest with another nick. */
  join(nick: string): Promise<Participant>
  /** The same, with media. */
  joinWithMedia(nick: string): Promise<Participant & { media: RtcPerson }>
  /** The value of the metric that counts repairs. */
  repairs(): Promise<number>
}

/** @param options.env adds settings; `webhooks`: `false` if the LiveKit server sends none; `livekit`: uses this one, which the test ends */
export async function openMediaMeeting(
  options: { env?: Record<string, string>; webhooks?: boolean; livekit?: Pick<TestLiveKit, 'env'> } = {},
): Promise<MediaMeeting> {
  await using opened = new AsyncDisposableStack()
  const port = String(await findFreePort())
  const webhookUrls = options.webhooks === false ? [] : [`http://127.0.0.1:${port}/media/webhook`]
  const livekit = options.livekit ?? opened.use(await startLiveKit({ webhookUrls }))
  const env = { ROLLCALL_PORT: port, ROLLCALL_LIVEKIT_CHECK_MS: '1000', ...livekit.env, ...options.env }
  const tester = opened.use(await startTester({ env }))
  const { body } = await tester.call('POST', CONFERENCES, { body: { userId: ADA.unionId, confTitle: 'Weekly sync' } })
  const link = String(body['externalLinkUrl'])
  const people = opened.use(new AsyncDisposableStack())
  const join = async (nick: string) => people.use(await joinMeeting(tester, { link, nick }))
  const all = opened.move()
  return {
    tester,
    conferenceId: String(body['conferenceId']),
    join,
    async joinWithMedia(nick) {
      const participant = await join(nick)
      return Object.assign(participant, {
        media: people.use(await connectPerson(addressed(participant.grant(), tester))),
      })
    },
    async repairs() {
      const metrics = await (await fetch(`${tester.url}/metrics`)).text()
      return Number(/^rollcall_media_repairs_total (\d+)/m.exec(metrics)?.[1])
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** The grant with the whole address: a path is on the server itself. */
function addressed(grant: GrantOf<'livekit'>, { url }: Pick<Tester, 'url'>): GrantOf<'livekit'> {
  return grant.url.startsWith('/') ? { ...grant, url: url.replace('http', 'ws') + grant.url } : grant
}

/** The settings with which a server runs a LiveKit server of its own, on free ports of the loopback address. */
export async function ownLiveKit(): Promise<Record<string, string>> {
  return {
    ROLLCALL_LIVEKIT: 'auto',
    ROLLCALL_LIVEKIT_SERVER: (await findLiveKit()).path,
    ROLLCALL_LIVEKIT_PUBLIC_IP: '127.0.0.1',
    ROLLCALL_LIVEKIT_UDP_PORT: String(await findFreeUdpPort()),
    ROLLCALL_LIVEKIT_TCP_PORT: String(await findFreePort()),
  }
}

async function joinMeeting(tester: Tester, { link, nick }: { link: string; nick: string }): Promise<Participant> {
  const { ticket } = await post(`${tester.url}/api/admission`, {
    ...(await proofOf(tester, link, nick)),
    device: 'Mac',
  })
  const clock = {
    now: () => Date.now(),
    wait(ms: number, act: () => void) {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  }
  const client = new ConferenceClient({ connect: io, clock, server: new URL(tester.url), ticket: String(ticket) })
  assert.equal(await client.joined(), undefined)
  return {
    client,
    id: client.state.get().self,
    grant() {
      const { grant } = client.state.get()
      return grant?.engine === 'livekit' ? grant : assert.fail(`the engine is ${grant?.engine}`)
    },
    keyOf(name) {
      const members = client.state.get().roster?.present.values() ?? []
      return [...members].find((member) => member.nick === name)?.key ?? assert.fail(`${name} is not in`)
    },
    async [Symbol.asyncDispose]() {
      client.close()
    },
  }
}

async function proofOf(tester: Tester, link: string, nick: string): Promise<Record<string, string | null>> {
  const { searchParams } = new URL(link)
  const roomCode = searchParams.get('roomCode')
  if (nick !== ADA.name) return { roomCode, token: searchParams.get('token'), nick }
  const { body } = await tester.call('POST', `${CONFERENCES}/createAutoLoginUrl`, {
    body: { meetingUrl: link, unionId: ADA.unionId },
  })
  const { loginUrl } = body['loginInfo'] as { loginUrl: string }
  return { roomCode, login: new URL(loginUrl).searchParams.get('login') }
}

/** Waits until somebody is heard, or not any more. */
export async function heard(
  listener: RtcPerson,
  { id }: Pick<Participant, 'id'>,
  isHeard: boolean,
  timeoutMs = 5_000,
): Promise<void> {
  const isTrue = (loudness: number) => loudness > 0.02 === isHeard
  const loudness = await eventually(() => listener.loudnessOf(id), isTrue, timeoutMs)
  assert.ok(isTrue(loudness), `${isHeard ? 'not heard' : 'still heard'}: ${loudness}`)
}

/** Waits until the client is told that the engine stopped, or is back. */
export async function mediaDown({ client }: Participant, isDown: boolean): Promise<void> {
  await until(client.state, ({ mediaDown: down = false }) => down === isDown)
}
