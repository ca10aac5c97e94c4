import { readConfig } from '../config.ts'
import { scryptSecrets } from '../auth/secret.ts'
import { openStore } from '../server/open-store.ts'
import { readSeed } from '../server/seed-file.ts'
import { CacheBudget } from '../service/cache-budget.ts'
import { Directory } from '../service/account/directory.ts'
import { Seeding } from '../service/account/seeding.ts'
import { asksForHelp, explain, type ProgramIo } from './start.ts'
import { randomIds } from '../server/clock-and-ids.ts'

const USAGE = `rollcall seed <file>

Imports a seed file into the directory. Stop the server first. Uses the same settings as "rollcall start".
`

/** `rollcall seed <file>`: imports the file into the directory of a stopped server. Gives the exit code. */
export async function seed(args: readonly string[], env: NodeJS.ProcessEnv, io: ProgramIo): Promise<number> {
  if (asksForHelp(args)) {
    io.stdout.write(USAGE)
    return 0
  }
  const [path] = args
  if (path === undefined || args.length > 1 || path.startsWith('-')) {
    io.stderr.write(USAGE)
    return 2
  }
  try {
    const seedData = await readSeed(path)
    const config = readConfig(env)
    await using store = await openStore(config)
    const directory = new Directory(store.directory, new CacheBudget(config.cacheBytes))
    await new Seeding({ directory, userTokens: store.userTokens, secrets: scryptSecrets(), ids: randomIds() }).apply(
      seedData,
    )
    const { length } = seedData.organizations
    io.stdout.write(`Imported ${length} ${length === 1 ? 'organization' : 'organizations'}.\n`)
    return 0
  } catch (error) {
    io.stderr.write(`Import failed.\n${explain(error)}\n`)
    return 1
  }
}
