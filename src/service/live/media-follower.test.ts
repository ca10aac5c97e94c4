import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import { beforeEach, test } from 'node:test'
import type { ConferenceId } from '../../conference/identity.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import { MediaFollower } from './media-follower.ts'

const changeOf = (conferenceId: string, previous: number) =>
  ({
    conferenceId: conferenceId as ConferenceId,
    previous,
    events: [{ seq: previous + 1 }],
    own: new Set([previous + 1]),
    members: [],
  }) as unknown as CommittedChange

/** What the follower pauses for, in ms. The pauses take no time. */
let pauses: number[] = []
beforeEach(() => void (pauses = []))
const pause = async (ms: number) => pauses.push(ms)
const numbersOf = ({ events }: CommittedChange) => events.map(({ seq }) => seq)

test('[MG5] an engine gets the changes of a conference in order, and again if it fails', async () => {
  const applied: number[][] = []
  const errors: unknown[] = []
  const done = Promise.withResolvers<void>()
  let failures = 2
  const apply = async (change: CommittedChange) => {
    await setImmediate()
    if (change.previous === 1 && failures-- > 0) throw new Error('engine is restarting')
    applied.push(numbersOf(change))
    if (change.previous === 2) done.resolve()
  }
  const follower = new MediaFollower({ media: { apply }, onError: (error) => errors.push(error), pause })
  follower.follow(changeOf('c1', 1))
  follower.follow(changeOf('c1', 2))
  await done.promise
  assert.deepEqual([applied, errors], [[[2], [3]], []])
})

test('[MG5] what is committed while the engine is busy is applied together', async () => {
  const applied: number[][] = []
  const first = Promise.withResolvers<void>()
  const done = Promise.withResolvers<void>()
  const apply = async (change: CommittedChange) => {
    if (change.previous === 1) await first.promise
    applied.push(numbersOf(change))
    if (change.previous === 5) done.resolve()
  }
  const follower = new MediaFollower({ media: { apply }, onError: (error) => assert.fail(String(error)), pause })
  for (const previous of [1, 2, 3, 4]) follower.follow(changeOf('c1', previous))
  assert.deepEqual(applied, [])
  first.resolve()
  await setImmediate()
  follower.follow(changeOf('c1', 5))
  await done.promise
  assert.deepEqual(applied, [[2], [3, 4, 5], [6]])
})

test('[MG5] a conference does not wait for another one', async () => {
  const applied: string[] = []
  const apply = async ({ conferenceId }: CommittedChange) => {
    if (conferenceId === 'c1') return new Promise<void>(() => {})
    applied.push(conferenceId)
  }
  const follower = new MediaFollower({ media: { apply }, onError: (error) => assert.fail(String(error)), pause })
  follower.follow(changeOf('c1', 1))
  follower.follow(changeOf('c2', 1))
  await setImmediate()
  assert.deepEqual(applied, ['c2'])
})

test('[MG5] a change that an engine fails to apply three times is reported, and the next one follows', async () => {
  const attempts: number[] = []
  const errors: unknown[] = []
  const done = Promise.withResolvers<void>()
  const failed = new Error('engine is down')
  const apply = async ({ previous }: CommittedChange) => {
    attempts.push(previous)
    if (previous === 1) throw failed
    done.resolve()
  }
  const follower = new MediaFollower({ media: { apply }, onError: (error) => errors.push(error), pause })
  follower.follow(changeOf('c1', 1))
  follower.follow(changeOf('c1', 2))
  await done.promise
  assert.deepEqual([attempts, errors, pauses], [[1, 1, 1, 2], [failed], [250, 2_000]])
})
