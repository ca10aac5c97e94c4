import assert from 'node:assert/strict'
import { readFile, rm } from 'node:fs/promises'
import { test } from 'node:test'
import { eventually, makeDataFolder, startServerProcess } from '../worlds/server-process.ts'
import { heard, mediaDown, openMediaMeeting, ownLiveKit } from './media-meeting.ts'
import { connectPerson } from './rtc-people.ts'

/** The livekit-server that a process runs, as its id. */
async function liveKitOf(pid: number | undefined): Promise<number> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean)
  for (const child of children) {
    if ((await commandOf(Number(child)))?.includes('livekit-server')) return Number(child)
  }
  throw new Error('there is no livekit-server')
}

const commandOf = (pid: number) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)
const findLiveKitOf = (pid: number | undefined) => liveKitOf(pid).catch(() => undefined)

test('[LK17] [LK19] people hear each other over the LiveKit server that the server runs, at its own address', async () => {
  await using meeting = await openMediaMeeting({ livekit: { env: await ownLiveKit() } })
  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.joinWithMedia('Bo')
  assert.equal(ada.grant().url, '/media')
  await Promise.all([ada.media.speak(), bo.media.speak()])
  await Promise.all([heard(bo.media, ada, true), heard(ada.media, bo, true)])
  assert.ok((await ada.client.control({ type: 'mute', member: ada.keyOf('Bo') })).ok)
  await heard(ada.media, bo, false)
  const check = await fetch(`${meeting.tester.url}/media/rtc/validate?access_token=${ada.grant().token}`)
  assert.equal(check.status, 200)
  const answerTo = async (path: string) => (await fetch(meeting.tester.url + path, { method: 'POST' })).text()
  const unknown = await answerTo('/nothing')
  for (const path of ['/media/twirp/livekit.RoomService/ListRooms', '/media/', '/media/rtc/../twirp'])
    assert.equal(await answerTo(path), unknown, path)
})

test('[LK24] a removed person does not get back to the LiveKit server that the server runs', async () => {
  await using meeting = await openMediaMeeting({ livekit: { env: await ownLiveKit() } })
  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.joinWithMedia('Bo')
  const { disconnected } = bo.media
  assert.ok((await ada.client.control({ type: 'remove', member: ada.keyOf('Bo'), forbidRejoin: true })).ok)
  await disconnected
  const url = `${meeting.tester.url.replace('http', 'ws')}/media`
  await assert.rejects(connectPerson({ ...bo.grant(), url }))
  await using _ = await connectPerson({ ...ada.grant(), url })
})

test('[LK14] [LK18] [LK13] after the LiveKit server was killed, it is started again and the meeting goes on', async () => {
  await using meeting = await openMediaMeeting({ livekit: { env: await ownLiveKit() } })
  const ada = await meeting.joinWithMedia('Ada')
  const bo = await meeting.joinWithMedia('Bo')
  const status = async () => (await (await fetch(`${meeting.tester.url}/readyz`)).json()) as { status: string }
  assert.deepEqual(await status(), { status: 'ready' })
  await Promise.all([ada.media.speak(), bo.media.speak()])
  await Promise.all([heard(bo.media, ada, true), heard(ada.media, bo, true)])
  process.kill(await liveKitOf(process.pid), 'SIGKILL')
  await Promise.all([mediaDown(ada, true), mediaDown(bo, true)])
  // Meanwhile the server answers as always.
  const askedAt = performance.now()
  assert.ok((await ada.client.control({ type: 'mute', member: ada.keyOf('Bo') })).ok)
  assert.ok(performance.now() - askedAt < 1_000)
  await Promise.all([mediaDown(ada, false), mediaDown(bo, false)])
  assert.deepEqual(await status(), { status: 'ready' })
  // They connect again by themselves, Bo with a token of before the mute.
  await heard(bo.media, ada, true, 40_000)
  await heard(ada.media, bo, false)
})

test('[LK18] [LK17] [LK20] it ends with the server, even if that is killed, and has no secret on its command line', async () => {
  const folder = await makeDataFolder()
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await using server = await startServerProcess(folder, await ownLiveKit())
    assert.match(
      server.stdout(),
      /Audio and video: LiveKit 1\.\d+\.\d+, run by this server on UDP port \d+ .* up to 100 /,
    )
    const pid = await liveKitOf(server.child.pid)
    assert.match((await commandOf(pid)) ?? '', /livekit-server\0$/)
    await server.end(signal)
    const command = await eventually(
      () => commandOf(pid),
      (found) => !found,
      5_000,
    )
    assert.ok(!command, signal)
  }
  await rm(folder, { recursive: true })
})

test('[LK20] a LiveKit server that cannot be run stops the start with one sentence', async () => {
  const folder = await makeDataFolder()
  const env = { ...(await ownLiveKit()), ROLLCALL_LIVEKIT_SERVER: '/no/such/program' }
  await assert.rejects(startServerProcess(folder, env), /\/no\/such\/program cannot be run: .*ROLLCALL_LIVEKIT=off/)
  await rm(folder, { recursive: true })
})

test('[LK18] one that ends at once is started again with growing pauses, and the server serves', async () => {
  const folder = await makeDataFolder()
  const env = await ownLiveKit()
  await using first = await startServerProcess(folder, env)
  const other = await makeDataFolder()
  // The UDP port is taken.
  await using second = await startServerProcess(other, env)
  assert.equal((await fetch(`${second.url}/readyz`)).status, 200)
  await eventually(
    async () => second.stderr().split('has ended and is started again').length,
    (times) => times > 2,
    10_000,
  )
  const pauses = Array.from(second.stderr().matchAll(/"againInMs":(\d+)/g), ([, pause]) => Number(pause))
  assert.deepEqual(pauses.slice(0, 2), [500, 1_000])
  await first.end('SIGTERM')
  assert.ok(await eventually(() => findLiveKitOf(second.child.pid), Boolean, 10_000))
  await rm(folder, { recursive: true })
  await rm(other, { recursive: true })
})
