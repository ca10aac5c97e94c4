import { spawnSync } from 'node:child_process'
import { findLiveKit } from '../test/worlds/livekit.ts'

// The tests against a real LiveKit server. It is found here, so that a build is not part of the time of a test.
const { path, from } = await findLiveKit()
process.stdout.write(`livekit-server: ${path} (${from})\n`)
const files = process.argv.length > 2 ? process.argv.slice(2) : ['test/livekit/*.test.ts']
const { status } = spawnSync(process.execPath, ['--test', '--test-concurrency=1', '--test-timeout=240000', ...files], {
  stdio: 'inherit',
  env: { ...process.env, ROLLCALL_TEST_LIVEKIT: path },
})
process.exitCode = status ?? 1
