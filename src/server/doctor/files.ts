import { ConfigError, type Config } from '../../config.ts'
import { readSeed } from '../seed-file.ts'
import { ok, problem, type Finding } from './check.ts'

/** Whether the server can read its seed file; nothing if none is configured. */
export async function checkSeed({ seedFile }: Pick<Config, 'seedFile'>): Promise<readonly Finding[]> {
  if (seedFile === undefined) return []
  try {
    await readSeed(seedFile)
    return [ok(`the seed file ${seedFile} is valid`)]
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [problem(error.message.replaceAll('\n', ' '), 'Correct the file, or its path in ROLLCALL_SEED.')]
  }
}
