import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConferenceId } from '../../conference/identity.ts'
import type { CommittedChange } from '../conduct/committed.ts'
import { MediaFollower } from './media-follower.ts'

const changeOf = (conferenceId: string, previous: number) =>
  ({ conferenceId: conferenceId as ConferenceId, previous }) as CommittedChange

test('[MG5] an engine gets the changes of a conference in order, and again if it fails', async () => {
  const applied: number[] = []
  const errors: unknown[] = []
  const done = Promise.withResolvers<void>()
  let failures = 2
  const apply = async ({ previous }: CommittedChange) => {
    await new Promise(setImmediate)
    if (previous === 1 && failures-- > 0) throw new Error('engine is restarting')
    applied.push(previous)
    if (previous === 2) done.resolve()
  }
  const follower = new MediaFollower({ media: { apply }, onError: (error) => errors.push(error) })
  follower.follow(changeOf('c1', 1))
  follower.follow(changeOf('c1', 2))
  await done.promise
  assert.deepEqual([applied, errors], [[1, 2], []])
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
  const follower = new MediaFollower({ media: { apply }, onError: (error) => errors.push(error) })
  follower.follow(changeOf('c1', 1))
  follower.follow(changeOf('c1', 2))
  await done.promise
  assert.deepEqual([attempts, errors], [[1, 1, 1, 2], [failed]])
})
