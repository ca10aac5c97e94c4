import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

// Runs the tests that need no browser, no installed service and no whole server. Extra arguments go to `node --test`.

/** A test that imports one of these files, directly or not, runs only in `npm test`. */
const SLOW = [
  'src/server/server.ts',
  'test/worlds/postgres.ts',
  'test/worlds/redis.ts',
  'test/worlds/server-process.ts',
  'test/browser/chromium.ts',
  'web/media/peers.fixture.ts', // real WebRTC, in real time
]
/** These tests start npm or the build. */
const SLOW_TESTS = new Set(['test/rules/package.test.ts', 'test/rules/web-build.test.ts'])

for (const file of [...SLOW, ...SLOW_TESTS]) if (!existsSync(file)) throw new Error(`${file} has moved: name it here`)

const files = globSync('{contract,client,src,web,test}/**/*.test.ts').filter((file) => {
  const reached = reachableFrom(file)
  return !SLOW_TESTS.has(file) && !SLOW.some((slow) => reached.has(slow))
})
// The files of a half share one process: starting a process for each file takes longer than most tests.
const halves = [0, 1].map((half) => files.filter((_, index) => index % 2 === half))
const codes = await Promise.all(halves.map(runTests))
process.exitCode = codes.every((code) => code === 0) ? 0 : 1

/** Runs test files in one process. Gives its exit code. */
async function runTests(half: readonly string[]): Promise<unknown> {
  const options = ['--test', '--test-isolation=none', '--test-timeout=60000', '--test-reporter=dot']
  const tests = spawn(process.execPath, [...options, ...process.argv.slice(2), ...half], { stdio: 'inherit' })
  const [code] = await once(tests, 'exit')
  return code
}

/** The file and all files that it imports by relative paths, directly or not. */
function reachableFrom(file: string): ReadonlySet<string> {
  const reached = new Set([file])
  for (const current of reached) {
    if (!/\.tsx?$/.test(current) || !existsSync(current)) continue
    for (const [, target = ''] of readFileSync(current, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
      reached.add(posix.join(posix.dirname(current), target))
    }
  }
  return reached
}
