import { errorName, type Golden } from '../parity/golden.ts'
import { SCENARIOS, type Call, type Scenario } from '../parity/scenarios.ts'
import { createWorld, type World } from '../parity/world.ts'
import { absentIn, loadGolden, OPERATIONS } from './call-list.ts'
import type { Caller } from './caller.ts'
import { problemsOf } from './expectation.ts'
import { toOrder } from './order.ts'
import type { Count } from './walk.ts'

/**
 * Makes every call of the parity suite that the client of this language has, on a server of its own: each answer and each
 * refusal of the contract's tables.
 */
export async function replay(language: string, start: (endpoint: string) => Caller, count: Count): Promise<void> {
  await using world = await createWorld()
  await using caller = start(world.tester.endpoint)
  const absent = absentIn(language)
  for (const operation of OPERATIONS.filter((one) => !absent.includes(one))) {
    const golden = loadGolden(operation, language)
    const scenario = SCENARIOS[operation] as Scenario
    for (const [index, answer] of scenario.answers.entries()) {
      const reply = await make(golden, await answer(world), { world, caller, language })
      count({ operation }, `success ${index + 1} of the parity suite`, problemsOf({ operation }, reply, golden))
    }
    for (const [name, refused] of Object.entries(scenario.errors)) {
      const refusal = golden.errors.find((error) => errorName(error) === name)
      if (!refusal || scenario.byHandOnly?.includes(name)) continue
      const reply = await make(golden, await refused(world), { world, caller, language })
      count({ operation, refusal }, `"${name}" of the parity suite`, problemsOf({ operation, refusal }, reply, golden))
    }
  }
}

async function make(
  golden: Golden,
  call: Call,
  { world, caller, language }: { world: World; caller: Caller; language: string },
) {
  const place = /\{(\w+)\}/.exec(golden.path)?.[1]
  const path = place === undefined ? [] : [call[place as keyof Call]]
  const token = call.token ?? (await world.tester.token(call.as))
  const order = toOrder(golden, language, { path, request: { ...call.query, ...call.body }, token })
  return call.broken ? world.broken(token, () => caller.call(order)) : caller.call(order)
}
