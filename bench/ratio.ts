import { readFileSync } from 'node:fs'
import type { ChildProcess } from 'node:child_process'
import type { LoadOrder, LoadResult } from './load.ts'
import { outputOf, runNode, stop } from './processes.ts'

/** A server, and the requests that it is loaded with. */
export type Side = {
  order: Omit<LoadOrder, 'seconds'>
  server: ChildProcess
  /** It waits for a database, so it does not use a whole processor. */
  waits?: true
  /** Starts programs that run while it is measured. */
  beside?: () => readonly ChildProcess[]
}
/** One measurement of a server. `busy`: the share of a processor that it used. */
export type Sample = { perSecond: number; busy: number }
/** `ratios`: ours to theirs, one per round. `disturbed`: how many rounds were not counted. */
export type Comparison = { ours: Sample[]; theirs: Sample[]; ratios: number[]; disturbed: number }

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 3)
/** A server under full load is busier than this, unless other programs on the machine take its processor. */
const UNDISTURBED = 0.9
/** After this many disturbed rounds, further ones are counted. */
const MOST_DISTURBED = 4 * ROUNDS

/**
 * Warms up both sides, then loads them in turn, in the other order each round. A round in which a side did not have a
 * whole processor is repeated, at most `MOST_DISTURBED` times.
 */
export async function compare(ours: Side, theirs: Side): Promise<Comparison> {
  await measure(ours)
  await measure(theirs)
  const result: Comparison = { ours: [], theirs: [], ratios: [], disturbed: 0 }
  while (result.ratios.length < ROUNDS) {
    const first = (result.ratios.length + result.disturbed) % 2 === 0 ? ours : theirs
    const a = await measure(first)
    const b = await measure(first === ours ? theirs : ours)
    const [our, their] = first === ours ? [a, b] : [b, a]
    const isDisturbed = (!ours.waits && our.busy < UNDISTURBED) || (!theirs.waits && their.busy < UNDISTURBED)
    if (isDisturbed && result.disturbed < MOST_DISTURBED) {
      result.disturbed += 1
      continue
    }
    result.ours.push(our)
    result.theirs.push(their)
    result.ratios.push(our.perSecond / their.perSecond)
  }
  return result
}

async function measure({ order, server, beside }: Side): Promise<Sample> {
  const programs = beside?.() ?? []
  const before = cpuSeconds(server)
  const loaded = runNode(['bench/load.ts', JSON.stringify({ ...order, seconds: SECONDS })], 1)
  const { perSecond, failed } = JSON.parse(await outputOf(loaded)) as LoadResult
  for (const program of programs) {
    if (program.exitCode !== null) throw new Error('a program that runs beside the load has ended')
    await stop(program)
  }
  if (failed > 0) throw new Error(`${failed} requests to ${order.url} were not answered with 200`)
  return { perSecond, busy: (cpuSeconds(server) - before) / SECONDS }
}

/** Processor time that a process has used; NaN if the system does not report it. */
export function cpuSeconds({ pid }: ChildProcess): number {
  return secondsIn(`/proc/${pid}/stat`)
}

/** As `cpuSeconds`, of its first thread alone: the one that runs its JavaScript. */
export function mainThreadSeconds({ pid }: ChildProcess): number {
  return secondsIn(`/proc/${pid}/task/${pid}/stat`)
}

function secondsIn(file: string): number {
  try {
    const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return Number.NaN
  }
}

/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}
