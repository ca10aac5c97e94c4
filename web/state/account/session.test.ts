import assert from 'node:assert/strict'
import test from 'node:test'
import type { Me } from '../../../contract/web/types.ts'
import { openSession } from './session.ts'
import { ADA, pending, refuse } from '../stub.fixture.ts'

const ok = async () => ({ ok: true })

test('[PG9] a page first asks who is signed in', async () => {
  const session = openSession({ session: async () => ADA, signOut: ok })
  assert.deepEqual(session.view.get(), { phase: 'asking' })
  await session.retry()
  assert.deepEqual(session.view.get(), { phase: 'signed-in', me: ADA })
})

test('[PG9] an unknown person must sign in', async () => {
  const session = openSession({ session: async () => undefined, signOut: ok })
  await session.retry()
  assert.deepEqual(session.view.get(), { phase: 'signed-out' })
})

test('[PG9] an unreachable server does not count as a refusal, and the page can try again', async () => {
  let isUp = false
  const session = openSession({ session: async () => (isUp ? ADA : refuse('offline')()), signOut: ok })
  await session.retry()
  assert.deepEqual(session.view.get(), { phase: 'unreachable' })
  isUp = true
  await session.retry()
  assert.equal(session.view.get().phase, 'signed-in')
})

test('[PG9] a signed-in person stays signed in while the server is unreachable', async () => {
  const session = openSession({ session: refuse('offline'), signOut: ok })
  session.take(ADA)
  await session.retry()
  assert.equal(session.view.get().phase, 'signed-in')
})

test('[PG9] a late answer does not undo what was done meanwhile', async () => {
  const question = pending<Me>()
  const session = openSession({ session: question.ask, signOut: ok })
  const asking = session.retry()
  await session.signOut()
  question.answer(ADA)
  await asking
  assert.deepEqual(session.view.get(), { phase: 'signed-out' })
})

test('[PG9] signing out works here even if the server is unreachable', async () => {
  const session = openSession({ session: async () => ADA, signOut: refuse('offline') })
  session.take(ADA)
  await session.signOut()
  assert.deepEqual(session.view.get(), { phase: 'signed-out' })
})

test('[PG10] a person with a given password sees nothing until they choose their own', () => {
  const session = openSession({ session: async () => ADA, signOut: ok })
  const me = { ...ADA, mustChangePassword: true }
  session.take(me)
  assert.deepEqual(session.view.get(), { phase: 'must-change-password', me })
})
