import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { assertConferencesAgree, assertCountsAgree, assertListsAgree, assertPeopleAgree } from './agreement.ts'
import { readAnswers, type Answers } from './answers.ts'
import { Past } from './past.ts'
import { assertRefusalsAgree } from './refusals.ts'
import { anyHistory, take, type Step } from './steps.ts'
import { TOUR } from './tour.ts'
import { openHistoryWorld } from './world.ts'

/** How long to search, if the number of histories is not set. */
const SEARCH_MS = 8_000
const MAX_HISTORIES = 1_000
/** How long to look for a shorter history after a failure. */
const SHRINK_MS = 20_000
const HISTORIES = Number(process.env['TEST_HISTORIES'] ?? 0)
const SEED = process.env['TEST_SEED']

const world = await openHistoryWorld()
after(() => world[Symbol.asyncDispose]())

/** Plays a history, and compares after each step everything that is told then and was told before. */
async function play(steps: readonly Step[]): Promise<readonly Answers[]> {
  await world.beginAgain()
  const past = new Past()
  const since = world.now()
  const told: Answers[] = []
  for (const [index, step] of steps.entries()) {
    const { byItself } = world.writes
    const { refused } = await take(world, step)
    const answers = await readAnswers(world, { size: 2 + ((step.other + index) % 4), since })
    assertPeopleAgree(answers)
    assertListsAgree(answers)
    assertConferencesAgree(answers)
    assertCountsAgree(answers)
    past.note(answers)
    const before = told.at(-1)
    if (refused && before && world.writes.byItself === byItself) assertUnchanged(answers, before)
    told.push(answers)
  }
  await assertRefusalsAgree(world)
  return told
}

function assertUnchanged(now: Answers, before: Answers): void {
  // These two are read of other people, and from other devices, each time.
  const of = ({ conferences, ...lists }: Answers) => ({
    ...lists,
    conferences: conferences.map(({ measured: _measured, pages: _pages, ...one }) => one),
  })
  assert.deepEqual(of(now), of(before), 'a request that was refused changed something')
}

test('[AG1] [AG2] [AG3] [AG4] [AG5] [AG6] [AG7] [AG8] a history in which everything happens contradicts itself nowhere', async () => {
  const conferences = (await play(TOUR)).flatMap((answers) => answers.conferences)
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

test('[AG1] [AG2] [AG3] [AG4] [AG5] [AG6] [AG7] [AG8] no random history contradicts itself', async (t) => {
  const startedAt = performance.now()
  let endsAt = HISTORIES > 0 ? Infinity : startedAt + SEARCH_MS
  let histories = 0
  let steps = 0
  const property = fc.asyncProperty(anyHistory, async (history) => {
    // At least one, however slow the machine is.
    if (histories > 0 && performance.now() > endsAt) return
    histories += 1
    steps += history.length
    try {
      await play(history)
    } catch (error) {
      if (endsAt === startedAt + SEARCH_MS) endsAt = performance.now() + SHRINK_MS
      throw error
    }
  })
  const seed = SEED === undefined ? {} : { seed: Number(SEED) }
  await fc.assert(property, { numRuns: HISTORIES || MAX_HISTORIES, ...seed })
  t.diagnostic(`${histories} histories of ${steps} steps in ${Math.round(performance.now() - startedAt)} ms`)
})
