import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { mkdir } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const VERSION = '3.19.5'
const MODULE = `helm.sh/helm/v3/cmd/helm@v${VERSION}`

/** The path of Helm. If it is not installed, it is built with Go, once for this user. @throws if it cannot be built */
export async function loadHelm(): Promise<string> {
  const installed = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'helm'))
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
  const built = join(cache, 'rollcall', `helm-${VERSION}`, 'helm')
  const found = [...installed, built].find((path) => existsSync(path))
  if (found !== undefined) return found
  process.stdout.write(`Helm is not installed, so it is built now: go install ${MODULE}\n`)
  const GOBIN = dirname(built)
  await mkdir(GOBIN, { recursive: true })
  try {
    await run('go', ['install', MODULE], { env: { ...process.env, GOBIN }, maxBuffer: 2 ** 26 })
  } catch (cause) {
    throw new Error('Helm is not installed, and cannot be built with Go', { cause })
  }
  return built
}
