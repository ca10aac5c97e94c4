import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceId, ParticipantId } from '../../conference/identity.ts'
import type { Position } from '../read/history-model.ts'
import { ACME, ADMINISTRATOR, FOREIGN, GLOBEX, MEMBER, opened, OPERATOR } from './live.fixture.ts'

const PRESENT = { list: 'present', limit: 50 } as const

test('[CO23] the conferences in progress are listed newest first, each once, with host, people and quality', async () => {
  await using world = await opened()
  const { live } = world
  const first = await world.meet(['ada', 'bram'], { title: 'First' })
  world.clock.forward(1_000)
  await world.meet([], { title: 'Second', host: 'bram' })
  world.clock.forward(1_000)
  const ended = await world.meet(['cleo'], { title: 'Ended' })
  await world.conductor.execute(ended.id, { type: 'close', by: { kind: 'system', reason: 'empty' } })
  await world.meet(['gus'], { title: 'Foreign', organizationId: GLOBEX, host: 'gus' })
  const seat = {
    conferenceId: first.id,
    participantId: (await first.memberOf('bram')).sessions[0]?.participantId as ParticipantId,
  }
  world.qualityReports.note({ ...seat, key: 'user:bram' as never }, { lostRate: 20 })
  const { rows, total } = await live.page(ADMINISTRATOR, ACME, { limit: 9 })
  assert.deepEqual(
    rows.map(({ head, hostName, engine, grades, isMediaDown }) => [
      head.title,
      hostName,
      head.activeCount,
      engine,
      Object.values(grades),
      isMediaDown,
    ]),
    [
      ['Second', 'Bram', 0, 'mesh', [0, 0, 0], false],
      ['First', 'Ada', 2, 'mesh', [0, 0, 1], false],
    ],
  )
  assert.equal(total, 2)
  const pages: string[] = []
  for (let after: Position | undefined; ;) {
    const page = await live.page(OPERATOR, ACME, { ...(after && { after }), limit: 1 })
    pages.push(...page.rows.map(({ head }) => head.title))
    if (!page.next) break
    after = page.next
  }
  assert.deepEqual(pages, ['Second', 'First'])
})

test('[CO24] the roster has two lists, which can be searched and read in pages', async () => {
  await using world = await opened()
  const meeting = await world.meet(['ada', 'bram', 'cleo'])
  const { live, conductor } = world
  const by = { kind: 'app', clientId: 'app' } as const
  const { sessions } = await meeting.memberOf('cleo')
  const participantId = sessions[0]?.participantId as ParticipantId
  world.clock.forward(60_000)
  await conductor.execute(meeting.id, { type: 'leave', by, participantId })
  world.clock.forward(60_000)
  await conductor.execute(meeting.id, { type: 'mute', by, member: (await meeting.memberOf('bram')).key })
  await conductor.execute(meeting.id, { type: 'set-waiting-room', by, on: true })
  await meeting.knock('Guest')
  const load = (query: object) => live.load(ADMINISTRATOR, ACME, meeting.id, { ...PRESENT, ...query })
  const room = await load({})
  assert.deepEqual(
    room.members.map(({ nick, kind, status, host, isWaiting, audio }) => [nick, kind, status, host, isWaiting, audio]),
    [
      ['Ada', 'user', 3, true, false, 'allowed'],
      ['Bram', 'user', 3, false, false, 'muted'],
      ['Guest', 'guest', 1, false, true, 'allowed'],
    ],
  )
  assert.deepEqual([room.counts, room.waitingRoom, room.hostName], [{ present: 3, past: 1 }, true, 'Ada'])
  for (const name of ['ada', 'bram'])
    for (const one of (await meeting.memberOf(name)).sessions) world.presence.beat(meeting.id, one.participantId)
  await world.presence.save()
  for (let time = 0; time < 2; time += 1) await world.provenTime.advance()
  const { members: rows } = await world.roster.listMembers({ organizationId: ACME }, meeting.id, { after: 0, limit: 9 })
  const now = world.provenTime.now()
  assert.equal((await load({})).members[0]?.insideMs, 120_000)
  const both = [...(await load({})).members, ...(await load({ list: 'past' })).members]
  assert.deepEqual(
    both
      .toSorted((one, other) => one.seq - other.seq)
      .map(({ nick, status, joinedAt, leftAt, insideMs }) => [nick, status, joinedAt, leftAt, insideMs]),
    rows.map(({ nick, status, joinedAt, leftAt, doneMs, since }) => {
      const openMs = since === undefined ? 0 : Math.max(0, now - since)
      return [nick, status, joinedAt, leftAt, doneMs + openMs]
    }),
  )
  const names = async (query: object) => (await load(query)).members.map(({ nick }) => nick)
  assert.deepEqual(await names({ list: 'past' }), ['Cleo'])
  assert.deepEqual(await names({ query: ' AD' }), ['Ada'])
  assert.deepEqual(await names({ query: '007' }), ['Bram'])
  const pages: string[] = []
  for (let after = 0; ;) {
    const { members, next } = await load({ after, limit: 2 })
    pages.push(...members.map(({ nick }) => nick))
    if (next === undefined) break
    after = next
  }
  assert.deepEqual(pages, ['Ada', 'Bram', 'Guest'])
})

test('[CO24] a host and a co-host who have left are listed with those who left', async () => {
  await using world = await opened()
  const meeting = await world.meet(['ada', 'bram', 'cleo'])
  const by = { kind: 'app', clientId: 'app' } as const
  const bram = await meeting.memberOf('bram')
  await world.conductor.execute(meeting.id, { type: 'add-co-hosts', by, members: [bram.key] })
  for (const name of ['ada', 'bram'] as const) {
    const [session] = (await meeting.memberOf(name)).sessions
    const participantId = session?.participantId as ParticipantId
    await world.conductor.execute(meeting.id, { type: 'leave', by, participantId })
  }
  const { members, counts } = await world.live.load(ADMINISTRATOR, ACME, meeting.id, PRESENT)
  assert.deepEqual([members.map(({ nick }) => nick), counts], [['Cleo'], { present: 1, past: 2 }])
  const past = await world.live.load(ADMINISTRATOR, ACME, meeting.id, { ...PRESENT, list: 'past' })
  assert.deepEqual(
    past.members.map(({ nick, status }) => [nick, status]),
    [
      ['Ada', 6],
      ['Bram', 6],
    ],
  )
})

test('[CO24] each device has what it sends and how good its connection is', async () => {
  await using world = await opened()
  const meeting = await world.meet(['ada'])
  const { sessions, key } = await meeting.memberOf('ada')
  const participantId = sessions[0]?.participantId as ParticipantId
  const sends = { audio: true, video: false, screen: false }
  const { live } = world
  world.qualityReports.note({ conferenceId: meeting.id, participantId, key }, { lostRate: 20 })
  const load = async () => (await live.load(ADMINISTRATOR, ACME, meeting.id, PRESENT)).members[0]?.sessions[0]
  assert.deepEqual([(await load())?.grade, (await load())?.sends], [1, undefined])
  world.mediaStates.list = () => ({ [participantId]: sends })
  assert.deepEqual((await load())?.sends, sends)
})

test('[CO23] an engine that is interrupted is shown with its meetings', async () => {
  await using world = await opened()
  await world.meet(['ada'])
  world.media.isDown = () => true
  const { rows } = await world.live.page(ADMINISTRATOR, ACME, { limit: 9 })
  assert.deepEqual(
    rows.map(({ isMediaDown }) => isMediaDown),
    [true],
  )
})

test('[CO25] members and administrators of other organizations read nothing, and an ended conference is over', async () => {
  await using world = await opened()
  const { live } = world
  const { id } = await world.meet(['ada'])
  for (const by of [MEMBER, FOREIGN]) {
    await assert.rejects(live.page(by, ACME, { limit: 1 }), { code: 'not-administrator' })
    await assert.rejects(live.load(by, ACME, id, PRESENT), { code: 'not-administrator' })
  }
  await assert.rejects(live.load(FOREIGN, GLOBEX, id, PRESENT), { code: 'conference-not-found' })
  const nowhere = 'f'.repeat(24) as ConferenceId
  await assert.rejects(live.load(ADMINISTRATOR, ACME, nowhere, PRESENT), { code: 'conference-not-found' })
  await world.conductor.execute(id, { type: 'close', by: { kind: 'system', reason: 'empty' } })
  await assert.rejects(live.load(OPERATOR, ACME, id, PRESENT), { code: 'conference-ended' })
})
