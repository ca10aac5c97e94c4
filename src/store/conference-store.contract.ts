import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evolve } from '../conference/evolve.ts'
import { newConference } from '../conference/state.ts'
import type { LoggedEvent } from '../conference/event.ts'
import type { ConferenceId, EpochMs, UnionId } from '../conference/identity.ts'
import type { AuditEntry } from '../service/account/audit-entry.ts'
import type { Commit } from '../service/conduct/conference-store.ts'
import { ACME, BY_APP, keyOf, listDue, Meeting, T0, user, type NewDatabase } from './meeting.contract.ts'

export function testConferences(newDatabase: NewDatabase): void {
  test('[RS1] a conference nobody created has no head, no page and an empty log', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const id = 'nobody' as ConferenceId
    assert.equal(await store.conferences.findHead(id), undefined)
    assert.equal(await store.conferences.findHeadByRoomCode('10000001'), undefined)
    assert.equal(await store.rosters.findPage(id, { after: 0, limit: 2 }), undefined)
    assert.deepEqual(await store.conferences.readLog(id), [])
  })

  test('[RS2] a commit that was acknowledged is complete: its head, its log and its rows', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const commits = [meeting.create(), meeting.join('ada'), meeting.do({ type: 'lock', ...BY_APP })]
    assert.deepEqual(await store.conferences.commit(commits), [true, true, true])
    assert.deepEqual(await store.conferences.findHead(meeting.id), commits[2]?.head)
    const log = commits.flatMap(({ events }) => events)
    assert.deepEqual(await store.conferences.readLog(meeting.id), log)
    assert.deepEqual(await store.conferences.readLog(meeting.id, 2), log.slice(2))
    assert.deepEqual(await store.conferences.readLog(meeting.id, 1, 1), log.slice(1, 2))
    const found = await store.rosters.findPage(meeting.id, { after: 0, limit: 9 })
    assert.equal(found?.version, 3)
    assert.deepEqual(
      found?.page.members.map(({ nick }) => nick),
      ['ada'],
    )
  })

  test('[CO21] the entry of the audit log is stored with the commit, and not with one that is refused', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const entry = (id: string, at: number): AuditEntry => ({
      id,
      organizationId: ACME,
      at: (T0 + at) as EpochMs,
      action: 'conference-locked',
      by: { kind: 'terminal', user: 'root' },
      target: { kind: 'conference', id: meeting.id, name: 'Plan' },
    })
    const [created, locked] = [meeting.create(), meeting.do({ type: 'lock', ...BY_APP })]
    const commit = { ...locked, audit: [entry('a', 1)] }
    assert.deepEqual(await store.conferences.commit([commit]), [false])
    assert.deepEqual(await store.audit.list(ACME, {}, { limit: 9 }), [])
    const unlocked = { ...meeting.do({ type: 'unlock', ...BY_APP }), audit: [entry('b', 2)] }
    assert.deepEqual(await store.conferences.commit([created, commit, unlocked]), [true, true, true])
    assert.deepEqual(await store.audit.list(ACME, {}, { limit: 9 }), [entry('b', 2), entry('a', 1)])
  })

  test('[RS54] the version of a conference is that of its head, also if many are found at once', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meetings = [new Meeting(), new Meeting(), new Meeting()]
    const [one, two] = meetings as [Meeting, Meeting]
    await store.conferences.commit([one.create(), two.create(), two.join('ada')])
    const versions = () => Promise.all(meetings.map(({ id }) => store.conferences.findVersion(id)))
    assert.deepEqual(await versions(), [1, 2, undefined])
    await store.conferences.commit([one.join('ada')])
    assert.deepEqual(await versions(), [2, 2, undefined])
    assert.equal((await store.conferences.findHead(one.id))?.version, 2)
  })

  test('[RS3] a commit on an older or newer version is answered false and writes nothing', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const first = meeting.create()
    const second = meeting.join('ada')
    const third = meeting.join('bob')
    assert.deepEqual(await store.conferences.commit([second]), [false], 'of a conference that does not exist')
    assert.deepEqual(await store.conferences.commit([first]), [true])
    assert.deepEqual(await store.conferences.commit([third]), [false], 'with a gap before it')
    assert.deepEqual(await store.conferences.commit([first]), [false], 'for the second time')
    assert.equal((await store.conferences.findHead(meeting.id))?.version, 1)
    assert.equal((await store.conferences.readLog(meeting.id)).length, 1)
    assert.equal(await store.sessions.countOpen(), 0)
    assert.deepEqual(await store.conferences.commit([]), [])
  })

  test('[RS4] after a conflict every later commit of that conference is false, and other conferences are written', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [good, bad] = [new Meeting(), new Meeting()]
    await store.conferences.commit([good.create(), bad.create()])
    const missed = bad.join('ada')
    const commits = [bad.join('bob'), good.join('ada'), bad.join('eve'), good.join('bob')]
    assert.deepEqual(await store.conferences.commit(commits), [false, true, false, true])
    assert.equal((await store.conferences.findHead(bad.id))?.version, 1)
    assert.equal((await store.conferences.findHead(good.id))?.version, 3)
    assert.deepEqual(
      await store.conferences.commit([missed, ...commits.filter(({ conferenceId }) => conferenceId === bad.id)]),
      [true, true, true],
    )
  })

  test('[RS5] of two commits at once on the same version exactly one is written', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting({ id: 'f'.repeat(24) })
    const rival = new Meeting({ id: meeting.id })
    const race = async (ours: Commit, theirs: Commit) => {
      const answers = await Promise.all([store.conferences.commit([ours]), store.conferences.commit([theirs])])
      assert.deepEqual(answers.flat().sort(), [false, true])
      return answers[0]?.[0] ? ours : theirs
    }
    await race(meeting.create([user('bob')]), rival.create([user('bob')]))
    const won = await race(meeting.join('ada'), rival.join('bob'))
    assert.deepEqual((await store.conferences.readLog(meeting.id)).at(-1), won.events[0])
    assert.equal((await store.conferences.findHead(meeting.id))?.version, 3)
  })

  test('[RS6] a lost race for a new conference does not affect the others of the same call', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const id = 'e'.repeat(24)
    const calls = Array.from({ length: 6 }, () =>
      [new Meeting({ id }), new Meeting()].map((meeting) => meeting.create()),
    )
    const answers = await Promise.all(calls.map((commits) => store.conferences.commit(commits)))
    assert.deepEqual(answers.map(([shared]) => shared).sort(), [false, false, false, false, false, true])
    assert.ok(answers.every(([, own]) => own))
    assert.equal(await store.conferences.countRunning(), 7)
  })

  test('[RS7] what was acknowledged is there after the store is closed and opened again', async () => {
    await using database = await newDatabase()
    const meeting = new Meeting()
    const commits = [meeting.create([user('bob')]), meeting.join('ada'), meeting.wait(5000).join('eve', 'iOS')]
    const read = async () => {
      await using store = await database.open()
      if (!(await store.conferences.findHead(meeting.id))) await store.conferences.commit(commits)
      return {
        head: await store.conferences.findHead(meeting.id),
        log: await store.conferences.readLog(meeting.id),
        page: await store.rosters.findPage(meeting.id, { after: 0, limit: 9 }),
        silent: await store.sessions.listSilent(meeting.wait(1).now, 9),
        due: await listDue(store, meeting.wait(1e9).now, 9),
      }
    }
    const before = await read()
    assert.equal(before.page?.page.total, 3)
    assert.deepEqual(await read(), before)
  })

  test('[RS2] [RS7] settings of the host are stored, and so are later changes to them', async () => {
    await using database = await newDatabase()
    const meeting = new Meeting()
    const decided = [
      meeting.create(),
      meeting.join('ada'),
      meeting.join('bob'),
      meeting.do({ type: 'set-sharing', ...BY_APP, who: 'hosts' }),
      meeting.do({ type: 'set-focus', ...BY_APP, member: keyOf('bob') }),
      meeting.do({ type: 'mute-all', ...BY_APP, force: true }),
      meeting.do({ type: 'rename', ...BY_APP, member: keyOf('bob'), nick: 'Rob' }),
    ]
    {
      await using store = await database.open()
      assert.ok((await store.conferences.commit(decided)).every(Boolean))
    }
    await using store = await database.open()
    const { sharing, focus, audioPolicy } = (await store.conferences.findHead(meeting.id)) ?? {}
    assert.deepEqual([sharing, focus, audioPolicy], ['hosts', keyOf('bob'), 'barred'])
    const page = await store.rosters.findPage(meeting.id, { after: 0, limit: 9 })
    assert.deepEqual(
      page?.page.members.map(({ nick }) => nick),
      ['ada', 'Rob'],
    )
    const log = await store.conferences.readLog(meeting.id)
    const replayed = log.reduce((state, { event }) => evolve(state, event), newConference())
    assert.deepEqual(replayed, meeting.state)
    const undone = [
      meeting.do({ type: 'set-sharing', ...BY_APP, who: 'everybody' }),
      meeting.do({ type: 'set-focus', ...BY_APP }),
      meeting.do({ type: 'unmute-all', ...BY_APP }),
    ]
    assert.ok((await store.conferences.commit(undone)).every(Boolean))
    assert.deepEqual(await store.conferences.findHead(meeting.id), undone.at(-1)?.head)
  })

  test('[RS46] events come back with their actor, and events of an earlier shape replay to the same conference', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const by = { kind: 'person', unionId: 'ada' as UnionId } as const
    const decided = [
      meeting.create(),
      meeting.join('ada'),
      meeting.join('bob'),
      meeting.do({ type: 'invite', by, inviter: 'Ada', invitees: [user('cat')] }),
      meeting.do({ type: 'mute', by, member: keyOf('bob') }),
      meeting.do({ type: 'unmute', by, member: keyOf('bob') }),
      meeting.do({ type: 'mute-all', by, force: true }),
    ]
    const earlierBy = { 'member-invited': 'Ada', 'member-muted': keyOf('ada'), 'all-muted': keyOf('ada') }
    const toEarlier = ({ seq, event }: LoggedEvent): LoggedEvent => {
      const { by: _, inviter: __, ...rest } = { inviter: '', ...event }
      const earlier = Object.entries(earlierBy).find(([type]) => type === rest.type)?.[1]
      return { seq, event: { ...rest, ...(earlier !== undefined && { by: earlier }) } as never }
    }
    const earlier = decided.map((commit) => ({ ...commit, events: commit.events.map(toEarlier) }))
    assert.ok((await store.conferences.commit(earlier)).every(Boolean))
    const latest = meeting.do({ type: 'lock', by })
    assert.deepEqual(await store.conferences.commit([latest]), [true])
    const log = await store.conferences.readLog(meeting.id)
    assert.deepEqual(
      // An earlier log does not say which app created the conference.
      { ...log.reduce((state, { event }) => evolve(state, event), newConference()), clientId: 'app' },
      meeting.state,
    )
    assert.deepEqual([log[0]?.event.by, log[4]?.event.by, log.at(-1)], [undefined, by, latest.events[0]])
  })

  test('[RS8] thousands of commits in one call are written', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const meeting = new Meeting()
    const commits = [meeting.create(), ...Array.from({ length: 4000 }, (_, i) => meeting.join(`user-${i}`))]
    assert.ok((await store.conferences.commit(commits)).every(Boolean))
    assert.equal((await store.rosters.findPage(meeting.id, { after: 3999, limit: 9 }))?.page.total, 4000)
    assert.equal(await store.sessions.countOpen(), 4000)
    const ended = meeting.do({ type: 'close', ...BY_APP })
    assert.deepEqual(await store.conferences.commit([ended]), [true])
    assert.equal(await store.sessions.countOpen(), 0)
  })

  test('[RS9] a character that no database can store fails no commit', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [odd, plain] = [new Meeting(), new Meeting()]
    const nick = 'A\0\ud800B'
    const commits = [odd.create([{ ...user('ada'), nick }]), plain.create()]
    assert.deepEqual(await store.conferences.commit(commits), [true, true])
    const found = await store.rosters.findPage(odd.id, { after: 0, limit: 1 })
    assert.equal(found?.page.members[0]?.nick, 'A\ufffd\ufffdB')
    assert.deepEqual(await store.conferences.readLog(odd.id), commits[0]?.events)
  })

  test('[RS10] a room code leads to the conference in progress, otherwise to the latest that had it', async () => {
    await using database = await newDatabase()
    await using store = await database.open()
    const [first, second, third] = [new Meeting({ at: 0 }), new Meeting({ at: 1 }), new Meeting({ at: 2 })]
    const meetings = [first, second, third]
    await store.conferences.commit(meetings.map((meeting) => meeting.create()))
    const found = async () => (await store.conferences.findHeadByRoomCode('10000001'))?.id
    const end = (meeting: Meeting) => store.conferences.commit([meeting.do({ type: 'close', ...BY_APP })])
    assert.equal(await found(), third.id)
    await end(third)
    await end(second)
    assert.equal(await found(), first.id)
    assert.equal(await store.conferences.countRunning(), 1)
    await end(first)
    assert.equal(await found(), third.id)
  })
}
