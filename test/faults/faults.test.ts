import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RoamingGuest } from '../worlds/roaming-guest.ts'
import { callApi, eventually, membersOf, type ServerProcess } from '../worlds/server-process.ts'
import { LEAVE_WINDOW_MS, meetOnTwo, startSharedServices, type SharedServices } from '../worlds/two-servers.ts'

let shared: SharedServices
before(async () => void (shared = await startSharedServices()))
after(() => shared[Symbol.asyncDispose]())

const statusOf = async ({ url }: ServerProcess) => {
  const response = await fetch(`${url}/readyz`)
  return [response.status, ((await response.json()) as { status: string }).status]
}

/** The people who are in the meeting, as the API of a server says. */
const insideAt = async ({ url }: ServerProcess, id: string) =>
  (await membersOf(url, id)).filter(({ attendStatus }) => attendStatus === 3).map(({ userNick }) => userNick)

async function within(ms: number, isTrue: () => boolean, what: string): Promise<void> {
  assert.ok(await eventually(async () => isTrue(), Boolean, ms), what)
}

const textsOf = ({ said }: RoamingGuest) => said.map(({ text }) => text)

/** Nobody lost their session, nothing came twice or was left out. */
function assertUnharmed(people: readonly RoamingGuest[]): void {
  for (const { nick, sessions, closed, gaps, said } of people) {
    assert.deepEqual([nick, sessions.size, closed, gaps], [nick, 1, undefined, 0])
    assert.equal(new Set(said.map(({ id }) => id)).size, said.length, 'a message came twice')
  }
}

describe('two servers, one PostgreSQL, one Redis', () => {
  test('[TO11] without Redis meetings go on: reads are exact, and changes reach the other server within two seconds', async () => {
    await using meeting = await meetOnTwo(shared)
    const { one, two, id, people, join } = meeting
    const [ann, bob, cat] = people
    await shared.redis.kill()
    assert.deepEqual(
      await eventually(
        () => statusOf(one),
        ([, status]) => status === 'degraded',
        5_000,
      ),
      [200, 'degraded'],
    )
    const dan = await join('Dan', 1)
    assert.deepEqual(await insideAt(one, id), ['Ann', 'Bob', 'Cat', 'Dan']) // exact at once
    await within(2_000, () => ann.seen.has('Dan') && cat.seen.has('Dan'), 'the change did not come in time')
    assert.equal(await ann.ask('say', { text: 'of one' }), true)
    assert.equal(await bob.ask('say', { text: 'of two' }), true)
    await within(
      1_000,
      () => textsOf(cat).includes('of one') && textsOf(dan).includes('of two'),
      'a message is missing',
    )
    await shared.redis.start()
    assert.deepEqual(
      await eventually(
        () => statusOf(two),
        ([, status]) => status === 'ready',
        5_000,
      ),
      [200, 'ready'],
    )
    const everyone = [...people, dan]
    await within(5_000, () => everyone.every(({ said }) => said.length === 2), 'a message did not come later')
    const eve = await join('Eve', 0)
    await within(1_000, () => everyone.every(({ seen }) => seen.has('Eve')), 'changes do not come at once again')
    await sleep(1_500) // nothing may come twice
    assertUnharmed([...everyone, eve])
    assert.ok(
      people.every(({ welcomes }) => welcomes === 1),
      'a connection was lost',
    )
  })

  test('[TO12] without PostgreSQL writes are refused and connections stay; nothing that was answered is lost', async () => {
    await using meeting = await meetOnTwo(shared)
    const { one, two, id, people, join } = meeting
    const [ann, bob] = people
    await shared.postgres.stop()
    assert.deepEqual(await statusOf(two), [503, 'store-unavailable'])
    await assert.rejects(
      callApi(one.url, 'POST', `/v1.0/conference/videoConferences/${id}/lock`, { action: 'lock' }),
      / 500 /,
    )
    assert.equal(await ann.ask('control', { type: 'rename', member: 'm2', nick: 'Nobody' }), 'fault')
    await sleep(10_000)
    assert.ok(people.every(({ isConnected }) => isConnected))
    await shared.postgres.start()
    assert.deepEqual(
      await eventually(
        () => statusOf(one),
        ([code]) => code === 200,
        5_000,
      ),
      [200, 'ready'],
    )
    assert.deepEqual(await insideAt(two, id), ['Ann', 'Bob', 'Cat'])
    await join('Dan', 1)
    await within(3_000, () => ann.seen.has('Dan') && bob.seen.has('Dan'), 'changes do not come again')
    await sleep(LEAVE_WINDOW_MS) // no session may end later because of the pause
    assert.deepEqual(await insideAt(one, id), ['Ann', 'Bob', 'Cat', 'Dan'])
    assertUnharmed(people)
  })

  test('[TO13] the people of a server that is killed go on at another one, and nothing is lost', async () => {
    await using meeting = await meetOnTwo(shared)
    const { one, two, id, people } = meeting
    const [ann, bob, cat] = people
    assert.equal(await ann.ask('say', { text: 'before' }), true)
    const camera = { audio: true, video: true, screen: false }
    assert.equal(await cat.ask('stage', camera), true)
    const joined = (await membersOf(two.url, id)).map(({ joinTime }) => joinTime)
    await one.end('SIGKILL')
    await within(LEAVE_WINDOW_MS, () => ann.welcomes === 2 && cat.welcomes === 2, 'somebody did not come back')
    assert.equal(await cat.ask('say', { text: 'after' }), true)
    await within(1_000, () => people.every((person) => textsOf(person).join() === 'before,after'), 'messages were lost')
    await sleep(LEAVE_WINDOW_MS + 2_000)
    assert.deepEqual(await insideAt(two, id), ['Ann', 'Bob', 'Cat'])
    assert.deepEqual(
      (await membersOf(two.url, id)).map(({ joinTime }) => joinTime),
      joined,
    )
    assert.equal(bob.welcomes, 1)
    assertUnharmed(people)
  })

  test('[TO14] a server that was frozen for longer than the leave window does no harm when it goes on', async () => {
    await using meeting = await meetOnTwo(shared)
    const { one, two, id, people, join } = meeting
    const [ann, bob, cat] = people
    one.child.kill('SIGSTOP')
    await within(LEAVE_WINDOW_MS + 2_000, () => ann.welcomes === 2 && cat.welcomes === 2, 'somebody did not come back')
    assert.equal(await cat.ask('say', { text: 'while it is frozen' }), true)
    await join('Dan', 1)
    await sleep(15_000)
    one.child.kill('SIGCONT')
    await sleep(LEAVE_WINDOW_MS + 4_000) // longer than its sweeps wait
    for (const server of [one, two]) assert.deepEqual(await insideAt(server, id), ['Ann', 'Bob', 'Cat', 'Dan'])
    assert.deepEqual(await statusOf(one), [200, 'ready'])
    const eve = await join('Eve', 0)
    assert.deepEqual(textsOf(eve), ['while it is frozen']) // it has caught up
    await within(1_000, () => people.every(({ seen }) => seen.has('Eve')), 'changes of the woken server do not come')
    assert.deepEqual([ann.welcomes, bob.welcomes, cat.welcomes], [2, 1, 2])
    assertUnharmed(people)
  })

  test('[TO15] restarting the servers one after the other drops nobody', async () => {
    await using meeting = await meetOnTwo(shared)
    const { one, two, id, people, restart } = meeting
    assert.equal(await people[0].ask('say', { text: 'before' }), true)
    assert.equal(await one.end('SIGTERM'), 0)
    const first = await restart(one)
    await within(LEAVE_WINDOW_MS, () => people.every(({ isConnected }) => isConnected), 'somebody did not come back')
    await sleep(1_000)
    assert.equal(await two.end('SIGTERM'), 0)
    const second = await restart(two)
    await within(LEAVE_WINDOW_MS, () => people.every(({ isConnected }) => isConnected), 'somebody did not come back')
    await sleep(LEAVE_WINDOW_MS + 2_000)
    for (const server of [first, second]) assert.deepEqual(await insideAt(server, id), ['Ann', 'Bob', 'Cat'])
    assert.ok(
      people.every((person) => textsOf(person).join() === 'before'),
      'the chat was lost',
    )
    assertUnharmed(people)
  })
})
