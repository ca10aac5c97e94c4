// Question: does the look-up behind users/lists, without any cache, cost more with many other conferences in the store?
// Takes the data folders of a small and a large store. Prints look-ups per second of both as JSON, one entry per round.
import { join } from 'node:path'
import type { UnionId } from '../src/conference/identity.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { SOMEBODY } from './fill-database.ts'

const LOOK_UPS = 2_000
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)

await using small = await openSqlite({ path: join(process.argv[2] as string, 'rollcall.sqlite') })
await using large = await openSqlite({ path: join(process.argv[3] as string, 'rollcall.sqlite') })

const perSecond = async ({ rosters }: typeof small) => {
  const startedAt = performance.now()
  for (let count = 0; count < LOOK_UPS; count += 1) await rosters.listOngoing(SOMEBODY as UnionId)
  return (LOOK_UPS * 1_000) / (performance.now() - startedAt)
}
await perSecond(small)
await perSecond(large)
const rounds: { small: number; large: number }[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  if (round % 2 === 0) rounds.push({ small: await perSecond(small), large: await perSecond(large) })
  else {
    const many = await perSecond(large)
    rounds.push({ small: await perSecond(small), large: many })
  }
}
process.stdout.write(JSON.stringify(rounds))
