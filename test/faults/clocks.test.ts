import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { RoamingGuest } from '../worlds/roaming-guest.ts'
import { callApi, eventually, membersOf } from '../worlds/server-process.ts'
import { ADA, BRAM } from '../worlds/tester.ts'
import { meetOnTwo, startSharedServices, type SharedServices } from '../worlds/two-servers.ts'

let shared: SharedServices
before(async () => void (shared = await startSharedServices()))
after(() => shared[Symbol.asyncDispose]())

const AHEAD_MS = 300_000
/** The clock of the machine of a server is five minutes ahead. */
const AHEAD = `--import=data:text/javascript,const{now}=Date;Date.now=()=>now()+${AHEAD_MS}`

test('[CL6] [TO7] two servers whose machines have different clocks have one time', async () => {
  await using meeting = await meetOnTwo(shared, { ofOne: { NODE_OPTIONS: AHEAD } })
  const { one, two, urls, id, link, people } = meeting
  const [ann] = people
  // A ticket of one server counts at the other.
  for (const at of [0, 1]) {
    using roamer = await RoamingGuest.join(urls, link, { nick: 'Roamer', at, ticketFrom: 1 - at })
    assert.equal(roamer.closed, undefined)
  }
  // A call that one server begins does not time out at the other.
  await callApi(two.url, 'POST', `/v1.0/conference/videoConferences/${id}/users/invite`, {
    unionId: ADA.unionId,
    inviteeList: [{ unionId: BRAM.unionId, nick: 'Bram' }],
  })
  // Of two connections of a session, the newer one stays.
  using newer = await ann.alsoAt(two.url)
  assert.equal(await eventually(async () => ann.closed, Boolean, 3_000), 'replaced')
  await sleep(3_000)
  assert.ok(newer.isConnected)
  for (const { url } of [one, two]) {
    const rowOf = async (name: string) => (await membersOf(url, id)).find(({ userNick }) => userNick === name)
    assert.equal((await rowOf('Bram'))?.attendStatus, 1)
    const isCounted = async () => ((await rowOf('Ann'))?.duration ?? 0) > 0
    assert.ok(await eventually(isCounted, Boolean, 10_000))
    assert.ok(Math.abs(((await rowOf('Ann'))?.joinTime ?? 0) - Date.now()) < AHEAD_MS / 2)
  }
})
