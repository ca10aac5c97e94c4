import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEFAULT_PATIENCE } from '../../conference/due.ts'
import type { ConferenceId, OrganizationId, ParticipantId, UnionId } from '../../conference/identity.ts'
import { Conduct, type Ask } from './conduct.ts'
import type { Commit } from './conference-store.ts'
import { RecordedStore, StandingClock } from './recorded-store.scenario.ts'

const ID = '6a10c4f2b7e39014d58a0c71' as ConferenceId

const CREATE: Ask = {
  type: 'create',
  invitees: [],
  inviteCreator: false,
  founding: {
    organizationId: 'acme' as OrganizationId,
    title: 'Weekly sync',
    creator: { unionId: 'ann' as UnionId, nick: 'Ann' },
    roomCode: '1',
    linkToken: 't',
    passcode: 'p',
    hostPasscode: 'h',
    autoTransferHost: true,
  },
}

const join = (name: string): Ask => ({
  type: 'join',
  person: { kind: 'user', unionId: name as UnionId },
  nick: name,
  outside: false,
  device: 'Win',
  participantId: `${name}-1` as ParticipantId,
})

function started() {
  const store = new RecordedStore()
  const commits: Commit[] = []
  const open = () =>
    new Conduct({
      store,
      clock: new StandingClock(),
      patience: DEFAULT_PATIENCE,
      committed: (commit) => commits.push(commit),
    })
  return { store, commits, conduct: open(), another: open() }
}

test('[WR1] commands that wait at the same moment share one transaction', async () => {
  const { store, conduct } = started()
  await conduct.conduct(ID, CREATE)
  await Promise.all(Array.from({ length: 100 }, (_, index) => conduct.conduct(ID, join(`p${index}`))))
  assert.deepEqual(store.batches, [1, 100])
})

test('[WR2] nobody is answered before the write is done, and everyone who shows it knows by then', async () => {
  const { store, commits, conduct } = started()
  await conduct.conduct(ID, CREATE)
  const gate = Promise.withResolvers<void>()
  store.gate = gate.promise
  let isAnswered = false
  const joined = conduct.conduct(ID, join('bob')).then(() => {
    isAnswered = true
    assert.equal(commits.length, 2)
  })
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  assert.deepEqual([isAnswered, commits.length, (await conduct.settled(ID)).members.size], [false, 1, 0])
  gate.resolve()
  await joined
  assert.equal((await conduct.settled(ID)).members.size, 1)
})

test('[WR3] a write that fails is told as a fault, leaves nothing behind, and the next one works', async () => {
  const { store, commits, conduct } = started()
  await conduct.conduct(ID, CREATE)
  store.fault = new Error('disk full')
  const answers = await Promise.allSettled([conduct.conduct(ID, join('bob')), conduct.conduct(ID, join('cat'))])
  assert.deepEqual(
    answers.map((answer) => answer.status === 'rejected' && answer.reason.message),
    ['disk full', 'disk full'],
  )
  assert.deepEqual([commits.length, (await conduct.settled(ID)).members.size], [1, 0])
  await conduct.conduct(ID, join('bob'))
  assert.deepEqual((await conduct.settled(ID)).head.version, 2)
})

test('[WR4] a refusal that rests on a write which then fails is decided anew', async () => {
  const { store, conduct } = started()
  await conduct.conduct(ID, CREATE)
  store.fault = new Error('disk full')
  const closing = conduct.conduct(ID, { type: 'close', authority: { kind: 'app' } })
  const joining = conduct.conduct(ID, join('bob'))
  await assert.rejects(closing, { message: 'disk full' })
  assert.equal(await joining, true)
})

test('[WR5] whoever else has written in between, the command is decided on what is there', async () => {
  const { store, conduct, another } = started()
  store.exclusive = false
  await conduct.conduct(ID, CREATE)
  await another.conduct(ID, join('bob'))
  assert.equal(await conduct.conduct(ID, join('cat')), true)
  assert.equal((await conduct.settled(ID)).members.size, 2)
  await another.conduct(ID, { type: 'close', authority: { kind: 'app' } })
  await assert.rejects(conduct.conduct(ID, join('dan')), { code: 'conference-ended' })
})

test('[WR5] a refusal out of date is not given', async () => {
  const { store, conduct, another } = started()
  store.exclusive = false
  await conduct.conduct(ID, CREATE)
  await conduct.conduct(ID, { type: 'lock', authority: { kind: 'app' } })
  await another.conduct(ID, { type: 'unlock', authority: { kind: 'app' } })
  assert.equal(await conduct.conduct(ID, join('bob')), true)
})

test('[WR6] a command that loses twelve races in a row is obeyed all the same; one that always loses is a fault', async () => {
  const { store, conduct } = started()
  await conduct.conduct(ID, CREATE)
  const { commit } = store
  let losses = 12
  store.commit = (commits) => (losses-- > 0 ? Promise.resolve(commits.map(() => false)) : commit.call(store, commits))
  assert.equal(await conduct.conduct(ID, join('bob')), true)
  losses = Infinity
  await assert.rejects(conduct.conduct(ID, join('cat')), { message: /moved on 20 times/ })
})

test('[MS16] events are numbered without a gap, over batches, conflicts and faults', async () => {
  const { store, conduct } = started()
  await conduct.conduct(ID, CREATE)
  await Promise.all([conduct.conduct(ID, join('bob')), conduct.conduct(ID, join('cat'))])
  store.fault = new Error('disk full')
  await conduct.conduct(ID, join('dan')).catch(() => {})
  await conduct.conduct(ID, { type: 'close', authority: { kind: 'app' } })
  assert.deepEqual(
    store.logs.get(ID)?.map(({ seq }) => seq),
    [1, 2, 3, 4, 5, 6],
  )
})

test('[WR7] asking after a conference that does not exist is refused and remembers nothing', async () => {
  const { conduct } = started()
  await assert.rejects(conduct.conduct(ID, join('bob')), { code: 'conference-not-found' })
  await assert.rejects(conduct.settled(ID), { code: 'conference-not-found' })
})
