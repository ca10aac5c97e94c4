import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { TestMachine } from '../../src/server/machine.fixture.ts'
import { joinAsGuest, resumeAsGuest } from '../worlds/guest.ts'
import { eventually, type MemberRow } from '../worlds/server-process.ts'
import { ADA, startTester, type Tester } from '../worlds/tester.ts'

const SECOND = 1_000
const HOUR = 3_600 * SECOND
/** A heartbeat comes every 2.5 s, and the leave window must be longer. */
const LEAVE_WINDOW_MS = 5_000
const env = { ROLLCALL_LEAVE_WINDOW_MS: String(LEAVE_WINDOW_MS), ROLLCALL_SILENT_AFTER_MS: '3500' }

async function createConference({ call }: Tester, settings: object = {}) {
  const body = { userId: ADA.unionId, confTitle: 'Clockwork', inviteCaller: false, ...settings }
  const { body: created } = await call('POST', '/v1.0/conference/videoConferences', { body })
  return { id: String(created['conferenceId']), link: String(created['externalLinkUrl']) }
}

async function membersOf({ call }: Tester, id: string): Promise<ReadonlyMap<string, MemberRow>> {
  const { body } = await call('GET', `/v1.0/conference/videoConferences/${id}/members`)
  return new Map((body['memberModels'] as MemberRow[]).map((row) => [row.userNick, row]))
}

function assertAddsUp({ joinTime, leaveTime, duration }: MemberRow): void {
  assert.equal(duration, Number(leaveTime) - Number(joinTime))
}

const changes: readonly [what: string, change: (machine: TestMachine) => void][] = [
  ['is set back by 90 s', (machine) => machine.setWall(-90 * SECOND)],
  ['is set back by 2 h', (machine) => machine.setWall(-2 * HOUR)],
  ['is set forward by 1 h', (machine) => machine.setWall(HOUR)],
  ['loses 500 ppm', (machine) => (machine.driftPpm = -500)],
  ['gains 500 ppm', (machine) => (machine.driftPpm = 500)],
]

suite('a wall clock that changes', { concurrency: true }, () => {
  for (const [what, change] of changes) {
    test(`[SW8] [SW1] [SW4] a wall clock that ${what} ends nobody, and silence ends a session in time`, async (t) => {
      const machine = new TestMachine(() => performance.now())
      await using server = await startTester({ env, time: machine })
      const { id, link } = await createConference(server)
      const joinedAt = performance.now()
      using gone = await joinAsGuest(server.url, link, 'Gone')
      using leaving = await joinAsGuest(server.url, link, 'Leaving')
      const joining = performance.now()
      using staying = await joinAsGuest(server.url, link, 'Staying')
      const since = performance.now()

      change(machine)
      gone.vanish()
      const goneAt = performance.now()
      await leaving.leave()
      const left = (await membersOf(server, id)).get('Leaving')
      assert.ok(left && left.attendStatus === 6)
      assertAddsUp(left)
      assert.ok(left.duration < performance.now() - joinedAt, `${left.duration} ms`)
      const after = await eventually(
        () => membersOf(server, id),
        (members) => members.get('Gone')?.attendStatus === 6,
        30 * SECOND,
      )
      const silentMs = performance.now() - goneAt
      const lost = after.get('Gone')
      assert.ok(lost)
      assertAddsUp(lost)
      t.diagnostic(`seen as left ${Math.round(silentMs)} ms after the last heartbeat`)
      assert.ok(silentMs < LEAVE_WINDOW_MS + SECOND, `${silentMs} ms`)

      const stayed = (await membersOf(server, id)).get('Staying')
      assert.equal(stayed?.attendStatus, 3)
      const leastMs = performance.now() - since
      await staying.leave()
      const mostMs = performance.now() - joining
      const { duration } = (await membersOf(server, id)).get('Staying') as MemberRow
      assert.ok(stayed.duration <= duration)
      assert.ok(duration > leastMs - 250 && duration < mostMs + 250, `${duration} ms in ${leastMs} to ${mostMs} ms`)
    })
  }
})

test('[SW9] [SW10] [CL4] after a restart with a wall clock 2 h behind, sessions resume or end in time, and calls ring out', async () => {
  const machine = new TestMachine(() => performance.now())
  const settings = { ...env, ROLLCALL_RING_TIMEOUT_MS: '3000', ROLLCALL_EMPTY_END_MS: '1000' }
  await using first = await startTester({ env: settings, time: machine })
  const meeting = await createConference(first, { inviteUserIds: [ADA.unionId] })
  const empty = await createConference(first)
  const gone = await joinAsGuest(first.url, meeting.link, 'Gone')
  const back = await joinAsGuest(first.url, meeting.link, 'Back')
  await (await joinAsGuest(first.url, empty.link, 'Left')).leave()
  const before = await eventually(
    () => membersOf(first, meeting.id),
    (members) => Number(members.get('Back')?.duration) > 0,
    20 * SECOND,
  )
  await first.stop()
  machine.setWall(-2 * HOUR)

  await using second = await startTester({ env: settings, time: machine, dataFolder: first.dataFolder })
  const startedAt = performance.now()
  using _back = await resumeAsGuest(second.url, back)
  const durationsOf = (members: ReadonlyMap<string, MemberRow>) =>
    ['Gone', 'Back'].map((nick) => members.get(nick)?.duration ?? 0)
  const found = await membersOf(second, meeting.id)
  const resumed = durationsOf(found)
  for (const [index, duration] of durationsOf(before).entries()) assert.ok(Number(resumed[index]) >= duration)
  const after = await eventually(
    () => membersOf(second, meeting.id),
    (members) => members.get('Gone')?.attendStatus === 6 && members.get('Ada')?.attendStatus === 4,
    20 * SECOND,
  )
  assert.ok(performance.now() - startedAt < LEAVE_WINDOW_MS + SECOND)
  const [lost, resumedNow, called] = ['Gone', 'Back', 'Ada'].map((nick) => after.get(nick))
  assert.deepEqual([lost?.attendStatus, resumedNow?.attendStatus, called?.attendStatus], [6, 3, 4])
  assertAddsUp(lost as MemberRow)
  assert.equal(lost?.duration, found.get('Gone')?.duration, 'it stood still since the restart')
  assert.ok(Number(resumedNow?.duration) > LEAVE_WINDOW_MS - 3 * SECOND)
  const info = await eventually(
    () => second.call('GET', `/v1.0/conference/videoConferences/${empty.id}`),
    ({ body }) => (body['confInfo'] as { status?: number } | undefined)?.status === 1,
    5 * SECOND,
  )
  assert.equal((info.body['confInfo'] as { status?: number }).status, 1)
  gone[Symbol.dispose]()
})
