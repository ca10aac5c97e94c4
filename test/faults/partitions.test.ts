import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { layLine } from '../worlds/breakable-line.ts'
import { eventually } from '../worlds/server-process.ts'
import { meetOnTwo, startSharedServices, type SharedServices } from '../worlds/two-servers.ts'

let shared: SharedServices
before(async () => void (shared = await startSharedServices()))
after(() => shared[Symbol.asyncDispose]())

test('[TO23] a server that alone has lost Redis and the others show each other their changes within two seconds', async () => {
  await using line = await layLine(Number(new URL(shared.redis.url).port))
  await using meeting = await meetOnTwo(shared, { ROLLCALL_REDIS_URL: `redis://127.0.0.1:${line.port}` })
  const { one, two, join, people } = meeting
  const [ann, bob] = people
  const statusOf = async ({ url }: { url: string }) =>
    ((await (await fetch(`${url}/readyz`)).json()) as { status: string }).status
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
