import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personKey, type UnionId } from '../../conference/identity.ts'
import { Meeting } from '../../store/meeting.contract.ts'
import { openSqlite } from '../../store/sqlite.ts'

const app = { by: { kind: 'app', clientId: 'app' } } as const

test('[WR8] muting a crowd is one event that changes every member, rewrites no row, and is in the log', async () => {
  await using store = await openSqlite({ path: ':memory:' })
  const meeting = new Meeting()
  const crowd = Array.from({ length: 300 }, (_, n) => `user-${n}`)
  await store.conferences.commit([meeting.create(), ...crowd.map((name) => meeting.join(name))])
  const before = await store.rosters.findPage(meeting.id, { after: 0, limit: 999 })
  const muted = meeting.do({ type: 'mute-all', force: true, ...app })
  assert.deepEqual([muted.events.length, muted.members.length, muted.rows.size], [1, 300, 0])
  assert.ok(muted.members.every(({ audio }) => audio === 'barred'))
  const unmuted = meeting.do({ type: 'unmute-all', ...app })
  assert.deepEqual([unmuted.events.length, unmuted.rows.size], [1, 0])
  const rowsBefore = rowsWritten()
  assert.deepEqual(await store.conferences.commit([muted, unmuted]), [true, true])
  assert.ok(rowsWritten() - rowsBefore < 10, 'a row for each event, and the head')
  const after = await store.rosters.findPage(meeting.id, { after: 0, limit: 999 })
  assert.deepEqual(after?.page.members, before?.page.members)
  assert.equal((await store.conferences.readLog(meeting.id)).at(-1)?.event.type, 'all-unmuted')

  function rowsWritten(): number {
    return Number(store.database.prepare('select total_changes() as n').get()?.['n'])
  }
})

test('[WR8] other changes of the same command are written', async () => {
  await using store = await openSqlite({ path: ':memory:' })
  const meeting = new Meeting()
  await store.conferences.commit([meeting.create(), meeting.join('ada'), meeting.join('bob'), meeting.join('cat')])
  const key = personKey({ kind: 'user', unionId: 'bob' as UnionId })
  const commits = [
    meeting.do({ type: 'mute', member: key, ...app }),
    meeting.do({ type: 'rename', member: key, nick: 'Bo', ...app }),
    meeting.do({ type: 'mute-all', force: false, ...app }),
    meeting.join('bob'),
  ]
  assert.deepEqual(
    commits.map(({ rows }) => rows.size),
    [0, 1, 0, 1],
  )
  await store.conferences.commit(commits)
  const { page } = (await store.rosters.findPage(meeting.id, { after: 0, limit: 9 })) ?? assert.fail()
  assert.deepEqual(
    page.members.map(({ nick }) => nick),
    ['ada', 'Bo', 'cat'],
  )
})
