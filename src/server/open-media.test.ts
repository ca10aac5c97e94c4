import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logLine } from './open-media.ts'

test('[LK27] troubles of the LiveKit server are warnings; its informations and refusals are not', () => {
  const levels: string[] = []
  const log = { warn: () => levels.push('warn'), debug: () => levels.push('debug') }
  for (const line of [
    '{"level":"warn","msg":"disk full"}',
    '{"level":"error","msg":"error handling request","status":500}',
    '{"level":"warn","msg":"error handling request","status":401}',
    '{"level":"info","msg":"starting"}',
    'panic: not JSON',
  ])
    logLine(log, line)
  assert.deepEqual(levels, ['warn', 'warn', 'debug', 'debug', 'debug'])
})
