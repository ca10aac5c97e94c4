import assert from 'node:assert/strict'
import { test } from 'node:test'
import { io } from 'socket.io-client'
import { toPlaceCursor } from '../../src/dingtalk/gateway/number-cursor.ts'
import { ConferenceClient } from '../../client/conference-client.ts'
import type { TokenStorage } from '../../client/token-storage.ts'
import { until } from '../../client/observable.ts'
import { fillLargeRoster } from '../worlds/large-roster.ts'
import { makeDataFolder, post, startServerProcess } from '../worlds/server-process.ts'
import { SEED } from '../worlds/tester.ts'

const ROWS = 50_000

function storage(): TokenStorage {
  let token: string | undefined
  return { read: () => token, write: (written) => void (token = written), forget: () => void (token = undefined) }
}

const clock = {
  now: () => Date.now(),
  wait(ms: number, act: () => void) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

test('[SG47] people enter a meeting of 50,000 rows, resume, see how many there are, and read all of them', async (t) => {
  const folder = await makeDataFolder()
  const { conferenceId, roomCode, token } = await fillLargeRoster(folder, ROWS)
  await using server = await startServerProcess(folder)
  const enter = async (nick: string, kept = storage()) => {
    const { ticket } = await post(`${server.url}/api/admission`, { roomCode, token, nick, device: 'Win' })
    assert.ok(typeof ticket === 'string')
    return new ConferenceClient({ connect: io, clock, server: new URL(server.url), ticket, storage: kept })
  }

  const kept = storage()
  const firstAt = performance.now()
  const first = await enter('First', kept)
  assert.equal(await first.joined(), undefined)
  const firstMs = performance.now() - firstAt
  const secondAt = performance.now()
  const second = await enter('Second')
  assert.equal(await second.joined(), undefined)
  const secondMs = performance.now() - secondAt
  const { roster } = await until(first.state, (state) => state.roster?.conference.insideCount === 2)
  assert.equal(roster?.conference.memberCount, ROWS + 2)
  assert.deepEqual(
    Array.from(roster.present.values(), ({ nick, status }) => [nick, status]),
    [
      ['First', 3],
      ['Second', 3],
    ],
  )

  first.close()
  const resumed = new ConferenceClient({ connect: io, clock, server: new URL(server.url), storage: kept })
  assert.equal(await resumed.joined(), undefined)
  assert.equal(resumed.state.get().self, first.state.get().self)
  const readAt = performance.now()
  resumed.loadAll()
  const whole = await until(resumed.state, (state) => Object.keys(state.roster?.more ?? {}).length === 0)
  const readMs = performance.now() - readAt
  const { present, past, conference } = whole.roster ?? assert.fail()
  const seqs = [...present.values(), ...past.values()].map(({ seq }) => seq).sort((a, b) => a - b)
  assert.deepEqual(
    seqs,
    Array.from({ length: ROWS + 2 }, (_, index) => index + 1),
  )
  assert.equal(conference.memberCount, seqs.length)
  assert.equal(past.get(`m${ROWS}`)?.nick, `Person ${ROWS}`)

  // What happens now is in the roster that was read page by page.
  await second.leave()
  const { roster: last } = await until(resumed.state, (state) => state.roster?.past.size === ROWS + 1)
  assert.equal(last?.conference.insideCount, 1)
  resumed.close()

  const app = SEED.organizations[0].apps[0]
  const { accessToken } = await post(`${server.url}/v1.0/oauth2/accessToken`, {
    appKey: app.clientId,
    appSecret: app.clientSecret,
  })
  const readMembers = async (after: number) => {
    const url = new URL(`${server.url}/v1.0/conference/videoConferences/${conferenceId}/members`)
    url.search = new URLSearchParams({
      maxResults: '128',
      nextToken: toPlaceCursor(['QueryConferenceMembers', conferenceId], after),
    }).toString()
    const at = performance.now()
    const answer = await fetch(url, { headers: { 'x-acs-dingtalk-access-token': String(accessToken) } })
    const body = (await answer.json()) as { memberModels: unknown[]; totalCount: number; nextToken?: string }
    return { ms: performance.now() - at, body }
  }
  // Each page is another one, so none comes from a cache. The fastest of each says what the page itself costs.
  let [early, late] = [Infinity, Infinity]
  for (let count = 0; count < 15; count += 1) {
    early = Math.min(early, (await readMembers(1_000 + count)).ms)
    late = Math.min(late, (await readMembers(49_000 + count)).ms)
  }
  assert.ok(late < 3 * early + 10, `a late page takes ${late} ms, an early one ${early} ms`)
  const { body } = await readMembers(49_990)
  assert.deepEqual([body.memberModels.length, body.totalCount, body.nextToken], [12, ROWS + 2, undefined])
  t.diagnostic(
    `first entry ${Math.round(firstMs)} ms, next ${Math.round(secondMs)} ms; ${ROWS} rows read in ${Math.round(readMs)} ms; ` +
      `members pages ${early.toFixed(1)} and ${late.toFixed(1)} ms`,
  )
})
