import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import type { Churn } from './churn.ts'
import { median, type Comparison, type Sample } from './ratio.ts'
import { PINNED } from './processes.ts'

/** What was measured, and the result. `ours` and `theirs` are per second; `ratios` has one per round. */
export type Row = { what: string; target: string; note: string; ratios?: number[]; ours?: number; theirs?: number }

export type Goal = Pick<Row, 'what' | 'target'>

/** The row of a comparison. */
export function toRow(goal: Goal, { ours, theirs, ratios, disturbed }: Comparison): Row {
  const repeated = disturbed > 0 ? `; ${disturbed} disturbed rounds not counted` : ''
  return {
    ...goal,
    ratios,
    ours: median(ours.map(({ perSecond }) => perSecond)),
    theirs: median(theirs.map(({ perSecond }) => perSecond)),
    note: `server ${percent(ours)} busy, yardstick ${percent(theirs)}${repeated}`,
  }
}

const percent = (samples: readonly Sample[]) => `${Math.round(median(samples.map(({ busy }) => busy)) * 100)} %`

/** Prints the table, and saves it if the run was complete. */
export async function writeReport(rows: readonly Row[], { isWhole }: { isWhole: boolean }): Promise<void> {
  const lines = rows.map(({ what, target, note, ratios, ours, theirs }) => {
    if (!ratios || ours === undefined || theirs === undefined) return `| ${what} | ${target} | | | | | ${note} |`
    const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`
    return `| ${what} | ${target} | **${median(ratios).toFixed(2)}** | ${spread} | ${whole(ours)} | ${whole(theirs)} | ${note} |`
  })
  const table = [
    '| what | must reach | ratio, median | min–max | per second | yardstick, per second | |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n')
  console.log(`\n${MACHINE}\n\n${table}`)
  if (!isWhole) return
  const [, curve = ''] = await readResults()
  await saveResults(
    `# What was measured

By \`npm run bench\` on ${today()}: ${MACHINE}. The yardstick of the reads is a bare
\`node:http\` server that answers the same paths with the same bytes from ready-made buffers. Both are measured in the same
run, in alternate rounds. Our server runs with its defaults, access log included.

${table}
`,
    curve,
  )
}

/** Prints the memory over time, and saves it beside the table. */
export async function saveCurve({ minutes, failures }: Churn): Promise<void> {
  const lines = minutes.map(
    ({ minute, conferences, failed, residentMb }) =>
      `| ${minute} | ${whole(conferences)} | ${whole(failed)} | ${residentMb} |`,
  )
  const reasons = [...failures].map(([why, times]) => `\n${times} × failed with "${why}".`)
  const [table = ''] = await readResults()
  await saveResults(
    table,
    `By \`npm run bench churn\` on ${today()}: ${MACHINE}. 450 conferences per minute begin, are joined by 8 guests each, are read,
and end 5 s later. Minute 0 is the server 30 s after its start; the last line is two minutes after the last conference.
The server runs from its sources, with its defaults apart from the limits of guests and connections.

| minute | conferences that have ended | failed | resident MB |
| --- | --- | --- | --- |
${lines.join('\n')}
${reasons.join('')}`,
  )
}

const RESULTS = 'bench/RESULTS.md'
const CURVE_TITLE = '\n## Memory while conferences come and go\n\n'

/** The table, and the curve of the memory. */
async function readResults(): Promise<readonly string[]> {
  return (await readFile(RESULTS, 'utf8')).split(CURVE_TITLE)
}

async function saveResults(table: string, curve: string): Promise<void> {
  await writeFile(RESULTS, curve === '' ? table : table + CURVE_TITLE + curve)
}

const MACHINE = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${PINNED}`

function today(): string {
  return new Date().toISOString().slice(0, 10)
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
