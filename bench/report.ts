import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { median } from './ratio.ts'
import { PINNED } from './processes.ts'

/** What was measured, and the result. `ours` and `theirs` are per second; `ratios` has one per round. */
export type Row = { what: string; target: string; note: string; ratios?: number[]; ours?: number; theirs?: number }

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
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${PINNED}`
  console.log(`\n${machine}\n\n${table}`)
  if (!isWhole) return
  await writeFile(
    'bench/RESULTS.md',
    `# What was measured

By \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine}. The yardstick of the reads is a bare
\`node:http\` server that sends the same bytes from a ready-made buffer. Both are measured in the same run, in alternate
rounds. Our server runs with its defaults, access log included.

${table}
`,
  )
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
