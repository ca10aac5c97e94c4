import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import { CONFERENCE_NAMESPACE, SIGNALING_PATH, SIGNALING_VERSION } from '../../contract/signaling/constants.ts'
import type { Change, Welcome } from '../../contract/signaling/types.ts'
import { startPostgres, type TestPostgres } from '../worlds/postgres.ts'
import { startRedis, type TestRedis } from '../worlds/redis.ts'
import { eventually, post, type MemberRow } from '../worlds/server-process.ts'
import { ADA, BRAM, startTester, type Tester } from '../worlds/tester.ts'

/** One server, or two on one store: what one server writes, the other reads. */
type Topology = AsyncDisposable & Readonly<{ here: Tester; there: Tester; on: string }>

const CONFERENCES = '/v1.0/conference/videoConferences'

async function create({ here }: Topology): Promise<{ id: string; link: URL }> {
  const { body } = await here.call('POST', CONFERENCES, {
    body: { userId: ADA.unionId, confTitle: 'Weekly sync', inviteUserIds: [BRAM.unionId] },
  })
  return { id: String(body['conferenceId']), link: new URL(String(body['externalLinkUrl'])) }
}

async function members({ there }: Topology, id: string, query = ''): Promise<MemberRow[]> {
  const { status, body } = await there.call('GET', `${CONFERENCES}/${id}/members${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body['memberModels'] as MemberRow[]
}

async function join(tester: Tester, link: URL, nick: string): Promise<Socket> {
  const { ticket } = await post(`${tester.url}/api/admission`, {
    roomCode: link.searchParams.get('roomCode'),
    token: link.searchParams.get('token'),
    device: 'Mac',
    nick,
  })
  const auth = { version: SIGNALING_VERSION, ticket }
  const options = { path: SIGNALING_PATH, transports: ['websocket'], reconnection: false, forceNew: true, auth }
  const socket = io(tester.url + CONFERENCE_NAMESPACE, options)
  await new Promise<Welcome>((resolve, reject) => {
    socket.once('welcome', resolve)
    socket.once('connect_error', reject)
  })
  return socket
}

function leave(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('closed', () => resolve())
    socket.emit('leave')
  })
}

/** spec/durability.md, section TO, run on every topology. */
function describeTopology(name: string, open: () => Promise<Topology>): void {
  describe(name, () => {
    let topology: Topology
    before(async () => void (topology = await open()))
    after(() => topology[Symbol.asyncDispose]())

    test('[TO1] an acknowledged join is in the next read, and so is a leave', async (t) => {
      t.diagnostic(topology.here === topology.there ? `one server on ${topology.on}` : `two servers on ${topology.on}`)
      const { id, link } = await create(topology)
      for (let round = 0; round < 5; round += 1) {
        const socket = await join(topology.here, link, `Guest ${round}`)
        const inside = (await members(topology, id)).find(({ userNick }) => userNick === `Guest ${round}`)
        assert.equal(inside?.attendStatus, 3)
        await leave(socket)
        const outside = (await members(topology, id)).find(({ userNick }) => userNick === `Guest ${round}`)
        assert.deepEqual(
          [outside?.attendStatus, outside?.duration],
          [6, Number(outside?.leaveTime) - Number(outside?.joinTime)],
        )
      }
    })

    test('[TO2] commands sent to both at once all succeed, and each person has one row', async () => {
      const { id, link } = await create(topology)
      const { here, there } = topology
      const sockets = await Promise.all(
        Array.from({ length: 40 }, (_, index) => join(index % 2 ? here : there, link, `Guest ${index}`)),
      )
      const rows = await members(topology, id)
      assert.equal(rows.filter(({ attendStatus }) => attendStatus === 3).length, 40)
      assert.equal(rows.length, 42)
      await Promise.all(sockets.map(leave))
    })

    test('[TO3] paging gives every member once, whatever changes between the pages', async () => {
      const { id, link } = await create(topology)
      const sockets: Socket[] = []
      for (let index = 0; index < 6; index += 1) sockets.push(await join(topology.here, link, `Guest ${index}`))
      const seen: string[] = []
      for (let token: unknown = '0'; token !== undefined;) {
        const { body } = await topology.there.call(
          'GET',
          `${CONFERENCES}/${id}/members?maxResults=3&nextToken=${token}`,
        )
        seen.push(...(body['memberModels'] as MemberRow[]).map(({ userNick }) => userNick))
        assert.equal(body['totalCount'], 8)
        token = body['nextToken']
        await leave(sockets.pop() as Socket)
      }
      assert.deepEqual(seen, ['Ada', 'Bram', ...Array.from({ length: 6 }, (_, index) => `Guest ${index}`)])
      for (const socket of sockets) await leave(socket)
    })

    test('[TO4] users/lists follows invitations and ends', async () => {
      const { id } = await create(topology)
      const list = async () => {
        const { body } = await topology.there.call('GET', `/v1.0/conference/users/lists?unionId=${BRAM.unionId}`)
        return (body['onGoingConfIdList'] as string[]).includes(id)
      }
      assert.equal(await list(), true)
      const closed = await topology.here.call('DELETE', `${CONFERENCES}/${id}?unionId=${ADA.unionId}`)
      assert.deepEqual([closed.status, await list()], [200, false])
      const again = await topology.there.call('DELETE', `${CONFERENCES}/${id}?unionId=${ADA.unionId}`)
      assert.deepEqual([again.status, again.body['code']], [400, 'resourceClose'])
    })

    test('[TO6] a change at one server of something read at the other is visible at both', async () => {
      const { id, link } = await create(topology)
      const { here, there } = topology
      const both = async () => {
        const answers = []
        for (const { call } of [here, there]) {
          const roster = await call('GET', `${CONFERENCES}/${id}/members`)
          const { body } = await call('GET', `${CONFERENCES}/${id}`)
          const { status, activeNum } = body['confInfo'] as { status: number; activeNum: number }
          const rows = roster.body['memberModels'] as MemberRow[]
          answers.push([status, activeNum, rows.map(({ userNick, attendStatus }) => `${userNick} ${attendStatus}`)])
        }
        assert.deepEqual(answers[0], answers[1])
        return answers[0]
      }
      const admits = async () => {
        const proof = { roomCode: link.searchParams.get('roomCode'), token: link.searchParams.get('token') }
        const ask = ({ url }: Tester) =>
          post(`${url}/api/admission`, { ...proof, device: 'Win', nick: 'Guest' })
            .then(() => true)
            .catch(() => false)
        return [await ask(here), await ask(there)]
      }
      assert.deepEqual(await both(), [2, 0, ['Ada 1', 'Bram 1']])
      const socket = await join(there, link, 'Guest')
      assert.deepEqual(await both(), [2, 1, ['Ada 1', 'Bram 1', 'Guest 3']])
      await here.call('POST', `${CONFERENCES}/${id}/lock`, { body: { action: 'lock' } })
      assert.deepEqual(await admits(), [false, false])
      await there.call('POST', `${CONFERENCES}/${id}/lock`, { body: { action: 'unlock' } })
      assert.deepEqual(await admits(), [true, true])
      await here.call('DELETE', `${CONFERENCES}/${id}?unionId=${ADA.unionId}`)
      assert.deepEqual(await both(), [1, 0, ['Ada 4', 'Bram 4', 'Guest 6']])
      assert.deepEqual(await admits(), [false, false])
      socket.close()
    })

    test('[BK8] first joiners of a booking at both servers get into one conference, and after its end into another', async () => {
      const { here, there } = topology
      const [startTime, endTime] = [Date.now(), Date.now() + 3_600_000]
      const { body } = await here.call('POST', '/v1.0/conference/scheduleConferences', {
        body: { creatorUnionId: ADA.unionId, title: 'Review', startTime, endTime },
      })
      const led = await fetch(`${there.url}${new URL(String(body['url'])).pathname}`, { redirect: 'manual' })
      const { searchParams } = new URL(String(led.headers.get('location')))
      const proof = { roomCode: searchParams.get('roomCode'), token: searchParams.get('token') }
      const come = async ({ url }: Tester) => {
        const { conferenceId } = await post(`${url}/api/admission`, { ...proof, device: 'Win', nick: 'Guest' })
        return String(conferenceId)
      }
      const seen: string[] = []
      for (let round = 0; round < 3; round += 1) {
        const ids = await Promise.all([here, there, here, there].map(come))
        assert.equal(new Set(ids).size, 1)
        seen.push(...new Set(ids))
        const closed = await there.call('DELETE', `${CONFERENCES}/${ids[0]}?unionId=${ADA.unionId}`)
        assert.equal(closed.status, 200)
      }
      assert.equal(new Set(seen).size, 3)
    })

    test('[TO8] a change of one server is shown to the clients of the other within a second', async () => {
      const { id, link } = await create(topology)
      const watching = await join(topology.there, link, 'Watcher')
      const shown = new Set<string>()
      watching.on('change', ({ members: changed }: Change) => {
        for (const { nick } of changed) shown.add(nick)
      })
      for (let round = 0; round < 5; round += 1) {
        const socket = await join(topology.here, link, `Guest ${round}`)
        assert.ok(await eventually(async () => shown.has(`Guest ${round}`), Boolean, 1_000))
        socket.close()
      }
      const ended = new Promise((resolve) => void watching.once('closed', resolve))
      await topology.here.call('DELETE', `${CONFERENCES}/${id}?unionId=${ADA.unionId}`)
      assert.deepEqual(await ended, { reason: 'conference-ended' })
    })

    test('[TO5] a token of one server is valid on the other', async () => {
      const token = await topology.here.token()
      const { status } = await topology.there.call('GET', `/v1.0/conference/users/lists?unionId=${ADA.unionId}`, {
        token,
      })
      assert.equal(status, 200)
    })
  })
}

describeTopology('one server, SQLite', async () => {
  const tester = await startTester()
  return { here: tester, there: tester, on: 'SQLite', [Symbol.asyncDispose]: () => tester[Symbol.asyncDispose]() }
})

let postgres: TestPostgres
let redis: TestRedis
before(async () => void ([postgres, redis] = await Promise.all([startPostgres(), startRedis()])))
after(async () => void (await Promise.all([postgres, redis].map((world) => world[Symbol.asyncDispose]()))))

describeTopology('one server, PostgreSQL', async () => {
  const { url } = await postgres.createDatabase()
  const tester = await startTester({ env: { ROLLCALL_DATABASE_URL: url } })
  return { here: tester, there: tester, on: postgres.kind, [Symbol.asyncDispose]: () => tester[Symbol.asyncDispose]() }
})

describeTopology('two servers, one PostgreSQL, one Redis', async () => {
  const { url } = await postgres.createDatabase()
  const env = { ROLLCALL_DATABASE_URL: url, ROLLCALL_REDIS_URL: redis.url }
  const here = await startTester({ env })
  // PGlite lets one server in at a time; there this is the one-server scenario once more, and the run says so.
  const there = postgres.kind.startsWith('pglite') ? here : await startTester({ env })
  return {
    here,
    there,
    on: postgres.kind,
    async [Symbol.asyncDispose]() {
      if (there !== here) await there[Symbol.asyncDispose]()
      await here[Symbol.asyncDispose]()
    },
  }
})
