import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { promisify } from 'node:util'
import type { PublicEvent } from '../../contract/web/event-types.ts'
import { EVENT_TYPES } from '../../contract/event/event-terms.ts'
import { makeAllEvents } from '../worlds/all-events.ts'
import { BRAM, startTester } from '../worlds/tester.ts'

/** Fields whose values differ each time. */
const CHANCE = new Set(
  ['id', 'eventId', 'at', 'conferenceId', 'scheduleConferenceId', 'roomCode', 'unionId', 'startTime', 'endTime'].concat(
    ['joinTime', 'leaveTime', 'duration', 'confDuration'],
  ),
)

function withoutChance(value: unknown, key = ''): unknown {
  if (CHANCE.has(key)) return typeof value
  if (Array.isArray(value)) return value.map((one) => withoutChance(one))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutChance(one, name)]))
}

test('[EV21] docs/events.md shows events exactly as they leave, and every type and scene', async () => {
  await using server = await startTester()
  const real = await makeAllEvents(server)
  const text = readFileSync('docs/events.md', 'utf8')
  const shown = [...text.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, json = '']) => JSON.parse(json) as PublicEvent)
  assert.deepEqual(new Set(shown.map(({ type }) => type)), new Set(EVENT_TYPES))
  const all = new Set(real.map((event) => JSON.stringify(withoutChance(event))))
  for (const event of shown) assert.ok(all.has(JSON.stringify(withoutChance(event))), JSON.stringify(event))
  const named = [...text.matchAll(/^\| (?:`\w+`)? *\| `(\w+)` \|/gm)].map(([, scene]) => scene)
  assert.deepEqual(new Set(named), new Set(real.map(({ data }) => data['changeScene'])))
})

test('[EV22] the importer of examples keeps its table in step, however often it runs', async () => {
  await using server = await startTester()
  await makeAllEvents(server)
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-importer-'))
  const file = join(folder, 'attendance.sqlite')
  const run = async () => {
    const env = { ...process.env, CLIENT_ID: 'dingacmeread', CLIENT_SECRET: 'read-secret' }
    await promisify(execFile)(process.execPath, ['examples/events/importer.mjs', server.url, file], { env })
    using db = new DatabaseSync(file)
    return db
      .prepare('select name, status, seq from person order by name')
      .all()
      .map((row) => Object.values(row))
  }
  try {
    const first = await run()
    assert.deepEqual(
      first.map(([name, status]) => [name, status]),
      [
        ['Ada', 6],
        ['Bram', 5],
        ['Cleo', 1],
      ],
    )
    assert.deepEqual(await run(), first, 'nothing is new')
    {
      using db = new DatabaseSync(file)
      db.exec(`update place set after = '0'`)
    }
    assert.deepEqual(await run(), first, 'everything again: the last write wins')
    await server.call('POST', '/v1.0/conference/videoConferences', {
      body: { userId: BRAM.unionId, confTitle: 'Next', inviteUserIds: [] },
    })
    assert.equal((await run()).length, 4)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
