import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { CREATE, ID, join, openConductor } from './conductor.fixture.ts'
import { ManualClock, RecordedStore } from './recorded-store.fixture.ts'

function started({ soleWriter = true } = {}) {
  const store = new RecordedStore()
  const { conductor, changes, reads } = openConductor(store, { soleWriter })
  return { store, changes, reads, conductor, another: openConductor(store, { soleWriter }).conductor }
}

test('[WR1] commands that wait at the same moment share one transaction', async () => {
  const { store, conductor } = started()
  await conductor.execute(ID, CREATE)
  await Promise.all(Array.from({ length: 100 }, (_, index) => conductor.execute(ID, join(`p${index}`))))
  assert.deepEqual(store.batches, [1, 100])
})

test('[WR1] after a batch of several, further commands are gathered, but a single command is not', async () => {
  const { store, conductor } = started()
  await conductor.execute(ID, CREATE)
  await conductor.execute(ID, join('ann'))
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    await Promise.all([conductor.execute(ID, join('bob')), conductor.execute(ID, join('cat'))])
    const dan = conductor.execute(ID, join('dan'))
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    const eve = conductor.execute(ID, join('eve'))
    mock.timers.tick(30)
    await Promise.all([dan, eve])
  } finally {
    mock.timers.reset()
  }
  assert.deepEqual(store.batches, [1, 1, 2, 2])
})

test('[WR1] a change that took long to tell is followed by a pause, but not one that took long to write', async () => {
  const store = new RecordedStore()
  const clock = new ManualClock()
  const { conductor, recording } = openConductor(store, { clock })
  const commit = store.commit.bind(store)
  const someTurns = async () => {
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate)
  }
  mock.timers.enable({ apis: ['setTimeout'] })
  try {
    store.commit = (commits) => {
      clock.forward(20)
      return commit(commits)
    }
    await conductor.execute(ID, CREATE)
    await someTurns()
    const bob = conductor.execute(ID, join('bob'))
    await someTurns()
    assert.deepEqual(store.batches, [1, 1])
    await bob

    store.commit = commit
    recording.follow = () => clock.forward(2)
    await conductor.execute(ID, join('cat'))
    await someTurns()
    const others = [conductor.execute(ID, join('dan')), conductor.execute(ID, join('eve'))]
    await someTurns()
    assert.deepEqual(store.batches, [1, 1, 1])
    mock.timers.tick(30)
    await Promise.all(others)
    assert.deepEqual(store.batches, [1, 1, 1, 2])
  } finally {
    mock.timers.reset()
  }
})

test('[WR11] a server that stops writes what waits to be written', async () => {
  const store = new RecordedStore()
  const { conductor } = openConductor(store)
  await conductor.execute(ID, CREATE)
  const joins = [conductor.execute(ID, join('bob')), conductor.execute(ID, join('cat'))]
  await conductor[Symbol.asyncDispose]()
  assert.deepEqual(store.batches, [1, 2])
  await Promise.all(joins)
})

test('[WR2] nobody is answered before the write is done and the followers have it', async () => {
  const { store, changes, conductor } = started()
  await conductor.execute(ID, CREATE)
  const gate = Promise.withResolvers<void>()
  store.gate = gate.promise
  let isAnswered = false
  const joined = conductor.execute(ID, join('bob')).then(() => {
    isAnswered = true
    assert.equal(changes.length, 2)
  })
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  assert.deepEqual([isAnswered, changes.length, (await conductor.loadCommitted(ID)).members.size], [false, 1, 0])
  gate.resolve()
  await joined
  assert.equal((await conductor.loadCommitted(ID)).members.size, 1)
})

test('[WR3] a write that fails is an unexpected error and leaves nothing behind, and the next one works', async () => {
  const { store, changes, conductor } = started()
  await conductor.execute(ID, CREATE)
  store.failure = new Error('disk full')
  const answers = await Promise.allSettled([conductor.execute(ID, join('bob')), conductor.execute(ID, join('cat'))])
  assert.deepEqual(
    answers.map((answer) => answer.status === 'rejected' && answer.reason.message),
    ['disk full', 'disk full'],
  )
  assert.deepEqual([changes.length, (await conductor.loadCommitted(ID)).members.size], [1, 0])
  await conductor.execute(ID, join('bob'))
  assert.deepEqual((await conductor.loadCommitted(ID)).head.version, 2)
})

test('[WR4] a refusal that depends on a write that fails is decided again', async () => {
  const { store, conductor } = started()
  await conductor.execute(ID, CREATE)
  store.failure = new Error('disk full')
  const closing = conductor.execute(ID, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  const joining = conductor.execute(ID, join('bob'))
  await assert.rejects(closing, { message: 'disk full' })
  assert.equal(await joining, true)
})

test('[WR5] a command is decided on what another process has written meanwhile', async () => {
  const { conductor, another } = started({ soleWriter: false })
  await conductor.execute(ID, CREATE)
  await another.execute(ID, join('bob'))
  assert.equal(await conductor.execute(ID, join('cat')), true)
  assert.equal((await conductor.loadCommitted(ID)).members.size, 2)
  await another.execute(ID, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  await assert.rejects(conductor.execute(ID, join('dan')), { code: 'conference-ended' })
})

test('[WR5] a refusal that is out of date is not given', async () => {
  const { conductor, another } = started({ soleWriter: false })
  await conductor.execute(ID, CREATE)
  await conductor.execute(ID, { type: 'lock', by: { kind: 'app', clientId: 'app' } })
  await another.execute(ID, { type: 'unlock', by: { kind: 'app', clientId: 'app' } })
  assert.equal(await conductor.execute(ID, join('bob')), true)
})

test('[WR6] a command that loses twelve races is executed; one that always loses is an unexpected error', async () => {
  const { store, conductor } = started()
  await conductor.execute(ID, CREATE)
  const { commit } = store
  let losses = 12
  store.commit = (commits) => (losses-- > 0 ? Promise.resolve(commits.map(() => false)) : commit.call(store, commits))
  assert.equal(await conductor.execute(ID, join('bob')), true)
  losses = Infinity
  await assert.rejects(conductor.execute(ID, join('cat')), { message: /each of 20 attempts/ })
})

test('[WR10] commands that lose the same race share one read of the log and one more transaction', async () => {
  const { store, reads, conductor, another } = started({ soleWriter: false })
  await conductor.execute(ID, CREATE)
  await another.execute(ID, join('bob'))
  const before = { reads: reads.length, batches: store.batches.length }
  await Promise.all(Array.from({ length: 100 }, (_, index) => conductor.execute(ID, join(`p${index}`))))
  assert.deepEqual(store.batches.slice(before.batches), [100, 100], 'one lost, one written')
  assert.equal(reads.length, before.reads + 1)
  assert.equal((await conductor.loadCommitted(ID)).members.size, 101)
})

test('[MS16] events are numbered without a gap, over batches, conflicts and errors', async () => {
  const { store, conductor } = started()
  await conductor.execute(ID, CREATE)
  await Promise.all([conductor.execute(ID, join('bob')), conductor.execute(ID, join('cat'))])
  store.failure = new Error('disk full')
  await conductor.execute(ID, join('dan')).catch(() => {})
  await conductor.execute(ID, { type: 'close', by: { kind: 'app', clientId: 'app' } })
  assert.deepEqual(
    store.logs.get(ID)?.map(({ seq }) => seq),
    [1, 2, 3, 4, 5, 6],
  )
})

test('[WR7] a command for an unknown conference is refused', async () => {
  const { conductor } = started()
  await assert.rejects(conductor.execute(ID, join('bob')), { code: 'conference-not-found' })
  await assert.rejects(conductor.loadCommitted(ID), { code: 'conference-not-found' })
})

test('[WR4] what a reader gets never changes and holds only what is durable', async () => {
  const { store, conductor } = started()
  await conductor.execute(ID, CREATE)
  const empty = await conductor.loadCommitted(ID)
  const gate = Promise.withResolvers<void>()
  store.gate = gate.promise
  const joined = conductor.execute(ID, join('bob'))
  const meanwhile = await conductor.loadCommitted(ID)
  gate.resolve()
  await joined
  const after = await conductor.loadCommitted(ID)
  for (const [conference, people] of [
    [empty, 0],
    [meanwhile, 0],
    [after, 1],
  ] as const) {
    assert.deepEqual(
      [conference.members.size, conference.state.sessions.size, conference.head.activeCount],
      [people, people, people],
    )
  }
})

test('[WR3] after a commit that was stored but not acknowledged, the next command meets what is stored', async () => {
  const { store, conductor } = started()
  await conductor.execute(ID, CREATE)
  store.lostAnswer = new Error('connection lost')
  await assert.rejects(conductor.execute(ID, join('bob')), { message: 'connection lost' })
  assert.equal(await conductor.execute(ID, join('carol')), true)
  assert.equal((await conductor.loadCommitted(ID)).members.size, 2)
})

test('[WR3] after a write that failed, the log is read again even if no command follows', async () => {
  const { store, conductor, reads } = started()
  await conductor.execute(ID, CREATE)
  store.lostAnswer = new Error('connection lost')
  await assert.rejects(conductor.execute(ID, join('bob')), { message: 'connection lost' })
  assert.equal((await conductor.loadCommitted(ID)).members.size, 0)
  await conductor.settleFailedWrites()
  assert.equal((await conductor.loadCommitted(ID)).members.size, 1)
  const before = reads.length
  await conductor.settleFailedWrites()
  assert.equal(reads.length, before)
})
