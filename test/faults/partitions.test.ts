import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { layLine } from '../worlds/breakable-line.ts'
import { eventually, membersOf } from '../worlds/server-process.ts'
import { LEAVE_WINDOW_MS, meetOnTwo, startSharedServices, type SharedServices } from '../worlds/two-servers.ts'

let shared: SharedServices
before(async () => void (shared = await startSharedServices()))
after(() => shared[Symbol.asyncDispose]())

const statusOf = async ({ url }: { url: string }) =>
  ((await (await fetch(`${url}/readyz`)).json()) as { status: string }).status

test('[TO23] a server that alone has lost Redis and the others show each other their changes within two seconds', async () => {
  await using line = await layLine(Number(new URL(shared.redis.url).port))
  await using meeting = await meetOnTwo(shared, { ofOne: { ROLLCALL_REDIS_URL: `redis://127.0.0.1:${line.port}` } })
  const { one, two, join, people } = meeting
  const [ann, bob] = people
  const isShown = (nick: string, { seen }: { seen: ReadonlySet<string> }) =>
    eventually(async () => seen.has(nick), Boolean, 2_500) // half a second for a busy machine
  line.break(true)
  assert.equal(
    await eventually(
      () => statusOf(one),
      (status) => status === 'degraded',
      5_000,
    ),
    'degraded',
  )
  assert.equal(await statusOf(two), 'ready')
  for (const nick of ['Dan', 'Dora', 'Dov']) {
    await join(nick, 0)
    assert.ok(await isShown(nick, bob), `${nick} is not shown at the other server`)
  }
  await join('Eve', 1)
  assert.ok(await isShown('Eve', ann))
  line.break(false)
  assert.equal(
    await eventually(
      () => statusOf(one),
      (status) => status === 'ready',
      5_000,
    ),
    'ready',
  )
  await join('Fay', 0)
  assert.ok(await isShown('Fay', bob))
  assert.deepEqual(
    people.map(({ gaps, welcomes }) => [gaps, welcomes]),
    people.map(() => [0, 1]),
  )
})

for (const how of ['break', 'stall'] as const) {
  test(`[TO24] the people of a server that alone has lost PostgreSQL go on at another one (${how})`, async () => {
    const database = new URL((await shared.postgres.createDatabase()).url.replace('@/', '@localhost/'))
    await using line = await layLine(`${database.searchParams.get('host')}/.s.PGSQL.5432`)
    const direct = database.href.replace('@localhost/', '@/')
    const overLine = `postgresql://rollcall@127.0.0.1:${line.port}${database.pathname}`
    const settings = { all: { ROLLCALL_DATABASE_URL: direct }, ofOne: { ROLLCALL_DATABASE_URL: overLine } }
    await using meeting = await meetOnTwo(shared, settings)
    const { one, two, id, people } = meeting
    const [ann, bob, cat] = people
    await sleep(2_500) // heartbeats are stored
    if (how === 'break') line.break(true)
    else line.stall()
    assert.equal(
      await eventually(
        () => statusOf(one),
        (status) => status !== 'ready',
        5_000,
      ),
      'store-unavailable',
    )
    const haveMoved = async () => ann.welcomes === 2 && cat.welcomes === 2
    assert.ok(await eventually(haveMoved, Boolean, LEAVE_WINDOW_MS), 'somebody did not go on at the other server')
    await sleep(LEAVE_WINDOW_MS + 2_000)
    const inside = (await membersOf(two.url, id)).filter(({ attendStatus }) => attendStatus === 3)
    assert.deepEqual(
      inside.map(({ userNick }) => userNick),
      ['Ann', 'Bob', 'Cat'],
    )
    assert.deepEqual(
      people.map(({ sessions, closed }) => [sessions.size, closed]),
      people.map(() => [1, undefined]),
    )
    assert.equal(bob.welcomes, 1)
  })
}
