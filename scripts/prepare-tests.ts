import { spawnSync } from 'node:child_process'
import { findChromium } from '../test/browser/chromium.ts'
import { findPostgresBinaries } from '../test/worlds/postgres.ts'

// The store tests use a real PostgreSQL. If it can be installed without asking, it is installed here. Otherwise they run
// on PGlite, which is PostgreSQL with a single connection.
if (findPostgresBinaries() === undefined) install('postgresql')
if (findPostgresBinaries() === undefined) {
  console.log('No PostgreSQL here and none can be installed, so its tests will run on PGlite instead.')
}

// The tests of pages want a real browser, and there is nothing to take its place: without one they fail, and say so.
if (findChromium() === undefined) install('chromium')
if (findChromium() === undefined) {
  console.log('No Chromium here and none can be installed: the tests of pages will fail. Install it, or name one in')
  console.log('ROLLCALL_TEST_CHROMIUM.')
}

/** Only as root on Debian and its derivatives; otherwise nothing happens. */
function install(name: string): void {
  if (process.getuid?.() !== 0) return
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  // An update that fails in part may still have brought what is needed.
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', name)
}
