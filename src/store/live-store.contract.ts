import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrganizationId } from '../conference/identity.ts'
import { ACME, BY_APP, Meeting, user, type NewDatabase } from './meeting.contract.ts'

export function testLive(newDatabase: NewDatabase): void {
  test('[CO23] conferences in progress have their engine, and the name of their host if they are on the roster', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [alone, met, overLiveKit, unknown] = [new Meeting(), new Meeting(), new Meeting(), new Meeting()]
    const details = { organizationId: ACME, title: 'Big', creator: { unionId: 'ada' as never, nick: 'Ada' } }
    const secrets = { roomCode: '7', linkToken: 'link', passcode: '1', hostPasscode: '2', autoTransferHost: true }
    const engine = 'livekit'
    await store.conferences.commit([
      alone.create([user('bob')]),
      met.create(),
      met.join('ada'),
      met.do({ type: 'rename', ...BY_APP, member: 'user:ada' as never, nick: 'Countess' }),
      overLiveKit.do({
        type: 'create',
        details: { ...details, ...secrets, engine },
        invitees: [],
        inviteCreator: true,
      }),
    ])
    const found = await store.live.listDetails([met.id, alone.id, overLiveKit.id, unknown.id])
    assert.deepEqual(
      new Map(found),
      new Map([
        [alone.id, { engine: 'mesh' }],
        [met.id, { engine: 'mesh', hostNick: 'Countess' }],
        [overLiveKit.id, { engine: 'livekit', hostNick: 'Ada' }],
      ]),
    )
    assert.equal((await store.live.listDetails([])).size, 0)
  })

  test('[CO27] the people of all conferences in progress are counted, each once in each of them', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const nobody = { conferences: 0, people: 0 }
    assert.deepEqual(await store.live.countNow(ACME), nobody)
    const [one, two, ended] = [new Meeting(), new Meeting(), new Meeting()]
    await store.conferences.commit([
      one.create(),
      one.join('ada'),
      one.join('bob'),
      one.join('bob', 'Mac'),
      two.create([user('cat')]),
      two.join('ada'),
      ended.create(),
      ended.join('dan'),
      ended.do({ type: 'close', ...BY_APP }),
    ])
    assert.deepEqual(await store.live.countNow(ACME), { conferences: 2, people: 3 })
    assert.deepEqual(await store.live.countNow('dingglobex' as OrganizationId), nobody)
  })
}
