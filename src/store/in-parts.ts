import { setImmediate } from 'node:timers/promises'

/** Few enough for other work of the process to wait unnoticed. */
const PART = 250

/** Runs `work` on all rows, part by part. In between, the process does other work. */
export async function inParts<Row, Result>(
  rows: readonly Row[],
  work: (part: readonly Row[]) => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (let start = 0; start < rows.length; start += PART) {
    if (start > 0) await setImmediate()
    results.push(...(await work(rows.slice(start, start + PART))))
  }
  return results
}
