import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attendStatus } from '../../conference/member.ts'
import type { LiveAct } from './live-acts.ts'
import { ACME, ADMINISTRATOR, FOREIGN, GLOBEX, MEMBER, opened, OPERATOR } from './live.fixture.ts'

test('[CO21] [CO22] every act is logged and audited unless it changes nothing, and a call names the administrator', async () => {
  await using world = await opened()
  const { id, memberOf } = await world.meet(['ada', 'bram'])
  const { wireKey: ada } = await memberOf('ada')
  const { wireKey: bram, sessions } = await memberOf('bram')
  const participantId = sessions[0]?.participantId as string
  const before = (await world.store.conferences.readLog(id)).length
  const done: [boolean, LiveAct['act']][] = []
  for (const act of [
    { act: 'lock' },
    { act: 'lock' },
    { act: 'unlock' },
    { act: 'mute', member: bram, participantId },
    { act: 'mute', member: ada },
    { act: 'mute-all' },
    { act: 'call', userIds: ['cleo', 'cleo'] },
    { act: 'remove', member: bram, forbidRejoin: true },
    { act: 'end' },
  ] as const) {
    world.clock.forward(1)
    done.push([await world.liveActs.act(ADMINISTRATOR, ACME, id, act), act.act])
  }
  assert.deepEqual(
    done.filter(([changed]) => !changed),
    [[false, 'lock']],
  )
  const log = (await world.store.conferences.readLog(id, before)).map(({ event }) => event)
  const actors = new Set(log.map(({ by }) => JSON.stringify(by)))
  assert.deepEqual([...actors], [JSON.stringify({ kind: 'administrator', organizationId: ACME, userId: 'root' })])
  assert.equal(log.find((event) => event.type === 'member-invited')?.inviter, 'Root')
  const { entries } = await world.audit.page(OPERATOR, ACME, { target: id, limit: 99 })
  const on = { unionId: 'bram', name: 'Bram' }
  assert.deepEqual(entries.map(({ action, details }) => [action, details]).toReversed(), [
    ['conference-locked', undefined],
    ['conference-unlocked', undefined],
    ['member-muted', on],
    ['member-muted', { unionId: 'ada', name: 'Ada' }],
    ['conference-muted', undefined],
    ['members-called', { userIds: ['cleo'], names: ['Cleo'] }],
    ['member-removed', { ...on, forbidRejoin: true }],
    ['conference-ended', undefined],
  ])
  const [{ target, by, address } = assert.fail('there are entries')] = entries
  assert.deepEqual(
    [target, by, address],
    [
      { kind: 'conference', id, name: 'Weekly' },
      { kind: 'person', organizationId: ACME, userId: 'root', name: 'Root' },
      '::1',
    ],
  )
})

test('[CO20] an operator at the terminal acts too; nobody else does, and what is refused changes nothing', async () => {
  await using world = await opened()
  const { id, memberOf } = await world.meet(['ada', 'bram'])
  const { liveActs } = world
  const { wireKey: ada } = await memberOf('ada')
  for (const by of [MEMBER, FOREIGN]) {
    await assert.rejects(liveActs.act(by, ACME, id, { act: 'end' }), { code: 'not-administrator' })
  }
  await assert.rejects(liveActs.act(FOREIGN, GLOBEX, id, { act: 'end' }), { code: 'conference-not-found' })
  const refused = (act: LiveAct, code: string) => assert.rejects(liveActs.act(OPERATOR, ACME, id, act), { code })
  await refused({ act: 'mute', member: 'm99' }, 'member-not-found')
  await refused({ act: 'remove', member: 'ada', forbidRejoin: false }, 'member-not-found')
  await refused({ act: 'mute', member: ada, participantId: 'f'.repeat(24) }, 'session-not-found')
  await refused({ act: 'call', userIds: ['gus'] }, 'user-not-found')
  await world.people.disable(OPERATOR, ACME, 'cleo')
  await refused({ act: 'call', userIds: ['cleo'] }, 'user-not-found')
  await liveActs.act(OPERATOR, ACME, id, { act: 'lock' })
  await world.people.enable(OPERATOR, ACME, 'cleo')
  await refused({ act: 'call', userIds: ['cleo'] }, 'conference-locked')
  await liveActs.act(OPERATOR, ACME, id, { act: 'remove', member: ada, forbidRejoin: false })
  assert.equal(attendStatus(await memberOf('ada')), 5)
  const log = await world.store.conferences.readLog(id)
  assert.deepEqual(log.at(-1)?.event.by, { kind: 'administrator', terminal: 'deploy' })
  const { entries } = await world.audit.page(OPERATOR, ACME, { target: id, limit: 99 })
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['member-removed', 'conference-locked'],
  )
})
