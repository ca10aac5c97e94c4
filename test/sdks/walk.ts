import { isDeepStrictEqual } from 'node:util'
import { createWorld, type World } from '../parity/world.ts'
import { Telephones } from '../worlds/telephones.ts'
import { ADA, BRAM, CLEO, GUS } from '../worlds/tester.ts'
import { absentFields, absentIn, CALLS, isFor, loadGolden, type ListedCall } from './call-list.ts'
import { NO_METHOD, type Caller } from './caller.ts'
import { fill, problemsOf, valueAt, type Known } from './expectation.ts'
import { leaveOut, toOrder } from './order.ts'

/** What the calls of one language came to. Only calls that went as expected are successes and refusals. */
export type Tally = { called: Set<string>; successes: number; refusals: number; problems: string[] }

/** Counts a call and what was wrong with it. `where` says which call it was. */
export type Count = (
  call: Pick<ListedCall, 'operation' | 'refusal'>,
  where: string,
  problems: readonly string[],
) => void

const HOUR_MS = 3_600_000

/** A tally, and how calls are added to it. */
export function openTally(): { tally: Tally; count: Count } {
  const tally: Tally = { called: new Set(), successes: 0, refusals: 0, problems: [] }
  const count: Count = ({ operation, refusal }, where, problems) => {
    tally.called.add(operation)
    if (problems.length === 0) tally[refusal === undefined ? 'successes' : 'refusals'] += 1
    tally.problems.push(...problems.map((problem) => `${where}, ${operation}: ${problem}`))
  }
  return { tally, count }
}

/**
 * Makes every call of the list that the client of this language has, on a server of its own. `start` gives the client for a
 * server, by host and port.
 */
export async function walk(language: string, start: (endpoint: string) => Caller, count: Count): Promise<void> {
  await using world = await createWorld({ telephony: new Telephones() })
  await using caller = start(world.tester.endpoint)
  for (const operation of absentIn(language)) {
    const order = toOrder(loadGolden(operation, language), language, { path: [], request: {}, token: '' })
    const reply = await caller.call(order)
    if (!('problem' in reply) || reply.problem !== NO_METHOD)
      throw new Error(`the client for ${language} has ${operation}`)
  }
  for (const [area, calls] of Object.entries(CALLS)) {
    const known = await startValues(world)
    for (const [index, call] of calls.entries()) {
      if (!isFor(language, call)) continue
      const problems = await make(call, { world, caller, known, language })
      count(call, `${area}.json, call ${index + 1}`, problems)
    }
  }
}

/** @returns what is wrong */
async function make(
  call: ListedCall,
  { world, caller, known, language }: { world: World; caller: Caller; known: Known; language: string },
): Promise<readonly string[]> {
  const golden = loadGolden(call.operation, language)
  const request = fill(call.request ?? {}, known)
  const path = (call.path ?? []).map((one) => fill(one, known))
  const token = call.token === undefined ? await world.tester.token(call.as) : (fill(call.token, known) as string)
  const order = toOrder(golden, language, { path, request, token })
  if (!isDeepStrictEqual(order.request, request) && !('problem' in (await caller.call({ ...order, request })))) {
    return [`the client for ${language} sends fields that absent.json says it lacks`]
  }
  const reply = await caller.call(order)
  const answer = leaveOut(fill(call.answer ?? {}, known), absentFields(language, call.operation))
  const problems = problemsOf({ ...call, answer }, reply, golden)
  const body = 'body' in reply ? reply.body : undefined
  for (const [name, place] of Object.entries(call.keep ?? {})) known[name] = valueAt(body, place)
  return problems
}

/** The placeholders that every area begins with. */
async function startValues({ running, ended, foreign, unknown, link, signIn, userToken }: World): Promise<Known> {
  const now = Date.now()
  return {
    running,
    ended,
    foreign,
    unknown,
    link,
    code: await signIn(),
    otherCode: await signIn(),
    ssoCode: await signIn(),
    userToken: (await userToken()).accessToken,
    ada: ADA.unionId,
    bram: BRAM.unionId,
    cleo: CLEO.unionId,
    gus: GUS.unionId,
    hourAgo: now - HOUR_MS,
    inOneHour: now + HOUR_MS,
    inTwoHours: now + 2 * HOUR_MS,
    inThreeHours: now + 3 * HOUR_MS,
  }
}
