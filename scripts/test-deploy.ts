import { spawnSync } from 'node:child_process'
import { install } from './debian-package.ts'

// Runs what can be run of the files in `deploy`: the tests in test/deploy. They need real programs, and fail without them.

/** Programs that the tests start, by the package of Debian that has them. */
const PACKAGES = {
  nginx: 'nginx-light',
  caddy: 'caddy',
  turnserver: 'coturn',
  'docker-compose': 'docker-compose',
  openssl: 'openssl',
  sqlite3: 'sqlite3',
}

const missing = Object.entries(PACKAGES).filter(([program]) => spawnSync('which', [program]).status !== 0)
if (missing.length > 0) install(...missing.map(([, name]) => name))

const tests = ['--test', '--test-concurrency=1', '--test-timeout=900000', 'test/deploy/*.test.ts']
process.exitCode = spawnSync(process.execPath, tests, { stdio: 'inherit' }).status ?? 1
