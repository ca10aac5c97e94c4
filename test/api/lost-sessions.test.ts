import assert from 'node:assert/strict'
import { rm } from 'node:fs/promises'
import { test } from 'node:test'
import { ADA } from '../worlds/tester.ts'
import {
  callApi,
  eventually,
  makeDataFolder,
  membersOf,
  runProgram,
  startServerProcess,
} from '../worlds/server-process.ts'

/** Measured from outside, with the default settings. */
const MUST_SHOW_WITHIN_MS = 15_000
const LEAVE_TIME_ERROR_MS = 5_000

test('[SW1] a session whose process is killed or stopped shows as left within 15 s, at its last heartbeat', async (t) => {
  const folder = await makeDataFolder()
  await using server = await startServerProcess(folder, { ROLLCALL_ACCESS_LOG: 'off' })
  const created = await callApi(server.url, 'POST', '/v1.0/conference/videoConferences', {
    userId: ADA.unionId,
    confTitle: 'Vanishing',
    inviteCaller: false,
  })
  const id = String(created['conferenceId'])
  const link = String(created['externalLinkUrl'])
  const join = (nick: string) => runProgram(['join', link, '--nick', nick, '--json'])
  await using killed = join('Killed')
  await using stopped = join('Stopped')
  await using _staying = join('Staying')
  const inside = await eventually(
    () => membersOf(server.url, id),
    (members) => members.filter(({ attendStatus }) => attendStatus === 3).length === 3,
    20_000,
  )
  assert.deepEqual(inside.map(({ userNick }) => userNick).sort(), ['Killed', 'Staying', 'Stopped'])

  const goneAt = Date.now()
  killed.child.kill('SIGKILL')
  stopped.child.kill('SIGSTOP')
  const seenAfter: Record<string, number> = {}
  const after = await eventually(
    async () => {
      const members = await membersOf(server.url, id)
      for (const { userNick, attendStatus } of members)
        if (attendStatus === 6) seenAfter[userNick] ??= Date.now() - goneAt
      return members
    },
    (members) => members.filter(({ attendStatus }) => attendStatus === 6).length === 2,
    MUST_SHOW_WITHIN_MS + 5_000,
  )
  for (const name of ['Killed', 'Stopped']) {
    const { leaveTime, joinTime, duration } = after.find(({ userNick }) => userNick === name) ?? {}
    const errorMs = Math.abs(Number(leaveTime) - goneAt)
    t.diagnostic(`${name}: seen as left after ${seenAfter[name]} ms, leaveTime off by ${errorMs} ms`)
    assert.ok(Number(seenAfter[name]) <= MUST_SHOW_WITHIN_MS, `${name} was shown for ${seenAfter[name]} ms`)
    assert.ok(errorMs <= LEAVE_TIME_ERROR_MS, `the leaveTime of ${name} is off by ${errorMs} ms`)
    assert.equal(duration, Number(leaveTime) - Number(joinTime))
  }
  assert.equal(after.find(({ userNick }) => userNick === 'Staying')?.attendStatus, 3)
  await rm(folder, { recursive: true, force: true })
})
