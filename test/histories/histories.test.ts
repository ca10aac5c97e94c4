import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAnswers } from './answers.ts'
import { assertUnchanged, play } from './play.ts'
import { take } from './steps.ts'
import { PAIR, REFUSED, TOUR, WAITING } from './tour.ts'
import { openHistoryWorld } from './world.ts'

test('[AG1] [AG2] [AG3] [AG4] [AG5] [AG6] [AG7] [AG8] a history in which everything happens contradicts itself nowhere', async () => {
  await using world = await openHistoryWorld()
  const conferences = (await play(world, TOUR)).flatMap((answers) => answers.conferences)
  const members = conferences.flatMap((one) => one.members)
  const sessions = conferences.flatMap((one) => one.sessions)
  const values = (list: readonly unknown[]) => [...new Set(list)].map(String).toSorted()
  assert.deepEqual(values(members.map(({ attendStatus }) => attendStatus)), ['1', '2', '3', '4', '5', '6'])
  assert.deepEqual(values(sessions.map(({ status }) => status)), ['会议中', '已离会', '被移出'])
  assert.deepEqual(values(sessions.map(({ role }) => role)), ['主持人', '参会人', '联席主持人'])
  assert.deepEqual(values(conferences.map(({ info }) => `${info.status} ${info.bizType}`)), [
    '1 0',
    '1 3',
    '2 0',
    '2 3',
  ])
  for (const happened of [
    members.some(({ pstnJoin, duration }) => pstnJoin && duration > 0),
    members.some(({ unionId, pstnJoin }) => unionId === undefined && !pstnJoin),
    members.some(({ outerOrgMember }) => outerOrgMember),
    conferences.some(({ pages }) => pages.some(({ members: seen }) => seen.some((one) => one.sessions[0]?.silent))),
    conferences.some(({ pages }) => pages.some(({ members: seen }) => seen.some((one) => one.sessions.length === 2))),
    conferences.some(({ measured }) => measured.latest !== undefined),
    conferences.some(({ booked }) => booked?.endTime !== undefined),
    conferences.some(({ entry }) => typeof entry === 'object' && entry.insideCount > 2),
  ]) {
    assert.ok(happened)
  }
})

test('[AG7] no request that is refused changes an answer', async () => {
  await using world = await openHistoryWorld()
  await play(world, PAIR)
  const read = () => readAnswers(world, { size: 5, since: 0 })
  for (const step of REFUSED) {
    // Heartbeats that are stored meanwhile make durations grow. Then the request is sent again.
    for (let isAlone = false; !isAlone;) {
      const { byItself } = world.writes
      const before = await read()
      assert.deepEqual(await take(world, step), { refused: true }, step.do)
      const after = await read()
      isAlone = world.writes.byItself === byItself
      if (isAlone) assertUnchanged(after, before)
    }
  }
})

test('[AG4] [MS3] somebody who waits to be admitted has the status 1, and is not counted as invited', async () => {
  await using world = await openHistoryWorld()
  const [, booked] = (await play(world, WAITING)).at(-1)?.conferences ?? []
  assert.deepEqual(
    booked?.members.map(({ userNick, attendStatus }) => [userNick, attendStatus]),
    [
      ['Ada', 3],
      ['Cleo', 1],
    ],
  )
  assert.equal(booked.info.invitedNum, 0)
})
