import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PublicEvent } from '../../contract/web/event-types.ts'
import { runProgram } from '../worlds/server-process.ts'
import { openWorld, ORG } from './terminal-world.ts'

for (const state of ['running', 'stopped'] as const) {
  test(`[EV20] rollcall events lists the events of a ${state} server`, async () => {
    await using world = await openWorld(state)
    const { json, type } = world.terminal
    const all = await json<PublicEvent[]>('events', ...ORG)
    assert.deepEqual(
      all.map(({ id, data }) => [id, data['changeScene']]),
      [
        [1, 'conference_created'],
        [2, 'user_join'],
        [3, 'user_leave'],
        [4, 'conference_closed'],
      ],
    )
    assert.deepEqual(await json('events', ...ORG, '--after', '1', '--limit', '2'), all.slice(1, 3))
    const conferences = await json('events', ...ORG, '--type', 'meeting_status_change', '--from', String(all[1]?.at))
    assert.deepEqual(conferences, all.slice(3))
    const shown = await type('events', ...ORG)
    assert.match(
      shown.out,
      /^id +time +type +scene +about\n1 +\S+ \S+ +meeting_status_change +conference_created +Weekly\n/,
    )
    assert.match((await type('events', ...ORG, '--after', '9')).errors, /\(cursor-unknown\)/)
    assert.match((await type('events', ...ORG, '--type', 'lunch')).errors, /type must be/)
    for (const wrong of [
      ['--after', 'x'],
      ['--after', '1', '--from', '2026-01-01'],
      ['--limit', '0'],
    ])
      assert.equal((await type('events', ...ORG, ...wrong)).code, 2, wrong.join(' '))
    if (state === 'stopped') {
      const { code, errors } = await type('events', ...ORG, '--follow')
      assert.deepEqual([code, errors], [1, 'The server is not running. Start it to follow its events.\n'])
    }
  })
}

test('[EV20] rollcall events --follow prints each event as it comes, a line of JSON each, until it is stopped', async () => {
  await using world = await openWorld('running')
  const env = { ROLLCALL_DATA: world.dataFolder }
  await using all = runProgram(['events', ...ORG, '--follow', '--json', '--after', '2'], env)
  await all.line(/"conference_closed"/)
  await using next = runProgram(['events', ...ORG, '--follow', '--type', 'booking_change'], env)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  await world.bram.ask('POST', '/api/conferences', { body: { title: 'Later' } })
  await all.line(/"Later"/)
  assert.equal(await all.end('SIGINT'), 0)
  assert.deepEqual(
    all
      .stdout()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as PublicEvent).id),
    [3, 4, 5],
  )
  assert.equal(await next.end('SIGTERM'), 0)
  assert.deepEqual([next.stdout(), next.stderr()], ['', ''])
})
