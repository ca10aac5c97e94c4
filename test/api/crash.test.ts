import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { Welcome } from '../../contract/signaling/types.ts'
import { ADA } from '../worlds/tester.ts'
import {
  callApi,
  eventually,
  makeDataFolder,
  membersOf,
  post,
  startServerProcess,
  type Json,
} from '../worlds/server-process.ts'

const CRASHES = 20
const WORKERS = 24
/** A heartbeat comes every 2.5 s, and the leave window must be longer. */
const LEAVE_WINDOW_MS = 4_000
const SETTINGS = {
  ROLLCALL_LEAVE_WINDOW_MS: String(LEAVE_WINDOW_MS),
  ROLLCALL_SILENT_AFTER_MS: '3500',
  // Everybody comes from one address, faster than people do.
  ROLLCALL_GUESTS_PER_MINUTE: '0',
  ROLLCALL_GUESTS_PER_CONFERENCE: '0',
  ROLLCALL_ACCESS_LOG: 'off',
  ROLLCALL_LOG_LEVEL: 'error',
}

/** What the server acknowledged to a client before the crash. */
type Joined = { nick: string; resumeToken: string; hasLeft: boolean }

function connect(url: string, auth: Json): Socket {
  return io(url + CONFERENCE_NAMESPACE, {
    path: SIGNALING_PATH,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { version: SIGNALING_VERSION, ...auth },
  })
}

/** The welcome of the server; `undefined` if the connection ends before it. */
function welcomed(socket: Socket): Promise<Welcome | undefined> {
  return new Promise((resolve) => {
    socket.once('welcome', resolve)
    socket.once('connect_error', () => resolve(undefined))
    socket.once('disconnect', () => resolve(undefined))
  })
}

/** Whether the server acknowledged the end of the session. */
function leave(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('closed', () => resolve(true))
    socket.once('disconnect', () => resolve(false))
    socket.emit('leave')
  })
}

/** One person after another joins, and every second one leaves, until the server is killed. */
async function storm(url: string, link: URL, name: string, joined: Joined[], open: Socket[]): Promise<void> {
  const proof = { roomCode: link.searchParams.get('roomCode'), token: link.searchParams.get('token'), device: 'Win' }
  for (let count = 0; ; count += 1) {
    const nick = `${name}-${count}`
    const admitted = await post(`${url}/api/admission`, { ...proof, nick }).catch(() => undefined)
    if (!admitted) return
    const socket = connect(url, { ticket: admitted['ticket'] })
    open.push(socket)
    const welcome = await welcomed(socket)
    if (!welcome) return
    const entry: Joined = { nick, resumeToken: welcome.resumeToken, hasLeft: false }
    joined.push(entry)
    if (count % 2 === 1) continue
    const isAnswered = await leave(socket)
    if (!isAnswered) return
    entry.hasLeft = true
  }
}

test(`[SW5] [WR2] [MS5] ${CRASHES} kills during joins and leaves lose no acknowledged join and leave no open session`, async (t) => {
  const folder = await makeDataFolder()
  let joins = 0
  let server = await startServerProcess(folder, SETTINGS)
  try {
    const created = await callApi(server.url, 'POST', '/v1.0/conference/videoConferences', {
      userId: ADA.unionId,
      confTitle: 'Storm',
      inviteCaller: false,
    })
    const id = String(created['conferenceId'])
    const link = new URL(String(created['externalLinkUrl']))
    for (let crash = 0; crash < CRASHES; crash += 1) {
      const joined: Joined[] = []
      const open: Socket[] = []
      const { url } = server
      const storms = Array.from({ length: WORKERS }, (_, worker) =>
        storm(url, link, `${crash}-${worker}`, joined, open),
      )
      // At a different moment each time.
      await eventually(
        async () => joined.length,
        (count) => count >= 20 + crash * 7,
        10_000,
      )
      await server.end('SIGKILL')
      await Promise.all(storms)
      for (const socket of open) socket.close()
      joins += joined.length

      server = await startServerProcess(folder, SETTINGS)
      const known = new Map((await membersOf(server.url, id)).map((member) => [member.userNick, member]))
      const lost = joined.filter(({ nick }) => !known.has(nick))
      assert.deepEqual(lost, [], 'a join that was answered is gone')
      for (const { nick, hasLeft } of joined)
        if (hasLeft) assert.equal(known.get(nick)?.attendStatus, 6, `${nick} had left`)

      const inside = joined.filter(({ nick }) => known.get(nick)?.attendStatus === 3)
      const resuming = inside.filter((_, index) => index % 3 === 0)
      const resumed = resuming.map(({ resumeToken }) => connect(server.url, { resume: resumeToken, seq: 0 }))
      const welcomes = await Promise.all(resumed.map(welcomed))
      assert.ok(welcomes.every(Boolean), 'an open session did not resume')

      const expected = resuming.map(({ nick }) => nick).sort()
      const after = await eventually(
        () => membersOf(server.url, id),
        (members) => members.filter((member) => member.attendStatus === 3).length === expected.length,
        LEAVE_WINDOW_MS + 5_000,
      )
      const stillIn = after.filter((member) => member.attendStatus === 3)
      assert.deepEqual(stillIn.map((member) => member.userNick).sort(), expected, 'a ghost, or a session too few')
      for (const { userNick, joinTime, leaveTime, duration, attendStatus } of after) {
        if (attendStatus === 6) assert.equal(duration, Number(leaveTime) - Number(joinTime), userNick)
      }
      await Promise.all(resumed.map(leave))
    }
    t.diagnostic(`${CRASHES} crashes, ${joins} answered joins`)
  } finally {
    await server.end('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
})
