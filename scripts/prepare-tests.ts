import { spawnSync } from 'node:child_process'
import { findPostgresBinaries } from '../test/postgres.ts'

// The tests of the store want a real PostgreSQL. Where one can be had without asking, it is installed; elsewhere they
// run on PGlite, which is PostgreSQL too, with a single connection.
if (findPostgresBinaries() === undefined) {
  const installed = process.getuid?.() === 0 && install()
  if (!installed) console.log('No PostgreSQL here and none can be installed, so its tests will run on PGlite instead.')
}

function install(): boolean {
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status
  // An update that fails in part may still have brought what is needed.
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', 'postgresql')
  return findPostgresBinaries() !== undefined
}
