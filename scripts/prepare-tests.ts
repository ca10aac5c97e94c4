import { findChromium } from '../test/browser/chromium.ts'
import { findPostgresBinaries } from '../test/worlds/postgres.ts'
import { findRedis } from '../test/worlds/redis.ts'
import { install } from './debian-package.ts'

// The store tests use a real PostgreSQL. If it is missing, it is installed here, which works only as root on Debian.
// Otherwise the tests run on PGlite, which is PostgreSQL with a single connection.
if (findPostgresBinaries() === undefined) install('postgresql')
if (findPostgresBinaries() === undefined) {
  console.log('PostgreSQL is not installed and cannot be installed here, so its tests run on PGlite.')
}

// The tests of several servers need a real Redis. Nothing can replace it, so without one they fail. Each test starts its own.
if (findRedis() === undefined) install('redis-server')
if (findRedis() === undefined) {
  console.log('Redis is not installed and cannot be installed here, so the tests of several servers will fail.')
}

// The tests of the pages need a real browser. Nothing can replace it, so without one they fail.
if (findChromium() === undefined) install('chromium')
if (findChromium() === undefined) {
  console.log(
    'Chromium is not installed and cannot be installed here, so the tests of the pages will fail. Install it,',
  )
  console.log('or set ROLLCALL_TEST_CHROMIUM to the path of a Chromium.')
}
