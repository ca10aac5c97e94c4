import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinAsGuest } from '../worlds/guest.ts'
import { ADA, startTester } from '../worlds/tester.ts'

const SILENT_AFTER_MS = 3_500
const env = { ROLLCALL_LEAVE_WINDOW_MS: '6000', ROLLCALL_SILENT_AFTER_MS: String(SILENT_AFTER_MS) }
/** A sweep, a write, and a slow machine. */
const NOTICED_WITHIN_MS = 1_000

type Row = { nick?: string; userNick?: string; duration: number; joinTime: number; leaveTime?: number }

test('[MS19] [MS5] the duration of a silent session stands at its last heartbeat in every read, and nothing takes anything back', async () => {
  await using server = await startTester({ env })
  const body = { userId: ADA.unionId, confTitle: 'Silence', inviteCaller: false }
  const { body: created } = await server.call('POST', '/v1.0/conference/videoConferences', { body })
  const path = `/v1.0/conference/videoConferences/${String(created['conferenceId'])}`
  const token = await server.token()
  const read = async (part: 'members' | 'details', key: string): Promise<[gone: Row, staying: Row]> => {
    const { body: answer } = await server.call('GET', `${path}/${part}`, { token })
    const rows = answer[key] as Row[]
    const rowOf = (name: string) => rows.find(({ nick, userNick }) => (nick ?? userNick) === name) as Row
    return [rowOf('Gone'), rowOf('Staying')]
  }
  const link = String(created['externalLinkUrl'])
  using gone = await joinAsGuest(server.url, link, 'Gone')
  using _staying = await joinAsGuest(server.url, link, 'Staying')

  gone.vanish()
  const goneAt = performance.now()
  const samples: { ms: number; gone: number; staying: number }[] = []
  let left: Row | undefined
  while (!left && performance.now() - goneAt < 20_000) {
    const ms = performance.now() - goneAt
    const [row, staying] = await read('members', 'memberModels')
    const [session] = await read('details', 'list')
    if (ms > SILENT_AFTER_MS + NOTICED_WITHIN_MS) assert.equal(session.duration, row.duration)
    samples.push({ ms, gone: row.duration, staying: staying.duration })
    if (row.leaveTime !== undefined) left = row
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.ok(left, 'the session did not end')
  assert.equal(left.duration, Number(left.leaveTime) - left.joinTime)
  const noticed = samples.filter(({ ms }) => ms > SILENT_AFTER_MS + NOTICED_WITHIN_MS)
  assert.ok(noticed.length > 5)
  assert.deepEqual([...new Set(noticed.map((sample) => sample.gone))], [left.duration])
  for (const [index, sample] of samples.entries()) {
    const before = samples[index - 1] ?? sample
    assert.ok(sample.staying >= before.staying && sample.gone >= before.gone, JSON.stringify([before, sample]))
  }
  assert.ok(Number(samples.at(-1)?.staying) > 0)
})
