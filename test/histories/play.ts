import assert from 'node:assert/strict'
import { assertConferencesAgree, assertCountsAgree, assertListsAgree, assertPeopleAgree } from './agreement.ts'
import { readAnswers, type Answers } from './answers.ts'
import { Past } from './past.ts'
import { assertRefusalsAgree } from './refusals.ts'
import { take, type Step } from './steps.ts'
import type { HistoryWorld } from './world.ts'

/** Plays a history, and compares after each step all answers with each other and with those before. */
export async function play(world: HistoryWorld, steps: readonly Step[]): Promise<readonly Answers[]> {
  await world.beginAgain()
  const past = new Past()
  const since = world.now()
  const all: Answers[] = []
  for (const [index, step] of steps.entries()) {
    const { byItself } = world.writes
    const { refused } = await take(world, step)
    const answers = await readAnswers(world, { size: 2 + ((step.other + index) % 4), since })
    assertPeopleAgree(answers)
    assertListsAgree(answers)
    assertConferencesAgree(answers)
    assertCountsAgree(answers)
    past.note(answers)
    const before = all.at(-1)
    if (refused && before && world.writes.byItself === byItself) assertUnchanged(answers, before)
    all.push(answers)
  }
  await assertRefusalsAgree(world)
  return all
}

/** No answer has changed. */
export function assertUnchanged(now: Answers, before: Answers): void {
  // What was measured is read of other people each time, and the members are shown to other devices.
  const of = ({ conferences, ...lists }: Answers) => ({
    ...lists,
    conferences: conferences.map(({ measured: _measured, pages: [page], ...one }) => ({
      ...one,
      shown: page?.snapshot.conference,
    })),
  })
  assert.deepEqual(of(now), of(before), 'a request that was refused changed something')
}
