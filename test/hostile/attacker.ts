import { setTimeout } from 'node:timers/promises'
import { ATTACKS, type Target } from './attack-programs.ts'

// One attack as its own process: `node attacker.ts <name> <target as JSON>`. Prints what it did as one line of JSON.

const [, , name = '', text = '{}'] = process.argv
const attack = ATTACKS[name]
if (!attack) throw new Error(`there is no attack ${name}`)

const target = JSON.parse(text) as Target
const stopped = AbortSignal.timeout(target.forMs)
const tally = new Map<string, number>()
const count = (what: string | number) => void tally.set(String(what), (tally.get(String(what)) ?? 0) + 1)

// An attack that hangs must not hang the test.
await Promise.race([attack(target, { stopped, count }), setTimeout(target.forMs + 10_000)])
process.stdout.write(`${JSON.stringify(Object.fromEntries(tally))}\n`)
process.exit(0)
