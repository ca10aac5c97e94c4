import { readdirSync, readFileSync } from 'node:fs'
import type { Field } from './compare.ts'

/** One event as the contract has it, transcribed by hand; never edited to please the code. */
export type GoldenEvent = Readonly<{
  event: string
  bizType: number
  /** Its values of `changeScene`. */
  scenes: readonly string[]
  fields: readonly Field[]
}>

const folder = new URL('golden-events/', import.meta.url)

/** In the order of the contract. */
export const GOLDEN_EVENTS: readonly GoldenEvent[] = readdirSync(folder)
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as GoldenEvent)
  .toSorted((a, b) => a.bizType - b.bizType)

/** Fields that are never sent. `*`: the whole event. */
export const SKIPPED_EVENTS = JSON.parse(
  readFileSync(new URL('skipped-events.json', import.meta.url), 'utf8'),
) as readonly Readonly<{ event: string; path: string; reason: string }>[]

/** Whether the event never happens. */
export function isNeverSent({ event }: GoldenEvent): boolean {
  return SKIPPED_EVENTS.some((skip) => skip.event === event && skip.path === '*')
}
