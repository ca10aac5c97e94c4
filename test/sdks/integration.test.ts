import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runIntegration } from './integration.ts'

const options = { cwd: process.cwd(), env: process.env }

test("[SB15] the integration with DingTalk's client for Node runs in a sandbox", async () => {
  assert.equal(await runIntegration([process.execPath, 'examples/sandbox/attendance.mjs'], options), undefined)
})

test('[SB15] an integration that fails or prints something else is reported', async () => {
  const print = 'process.stdout.write(\'{"retries":0}\')'
  assert.match(String(await runIntegration([process.execPath, '-e', print], options)), /printed \{"retries":0\}/)
  assert.match(String(await runIntegration([process.execPath, '-e', 'process.exit(3)'], options)), /failed/)
})
