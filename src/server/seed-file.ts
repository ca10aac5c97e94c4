import { readFile } from 'node:fs/promises'
import { parseSeed, type Seed } from '../../contract/seed.ts'
import { ConfigError } from '../config.ts'

/**
 * Reads and checks a seed file.
 *
 * @throws ConfigError that names the file and everything that is wrong in it
 */
export async function readSeed(path: string): Promise<Seed> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new ConfigError(`the seed file ${path} cannot be read: ${(cause as Error).message}`, { cause })
  }
  const parsed = parseSeed(value)
  if (!parsed.ok) throw new ConfigError(`the seed file ${path} is not valid:\n${parsed.errors.join('\n')}`)
  return parsed.seed
}
