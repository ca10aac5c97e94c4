import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { start, type ProgramIo } from './start.ts'

test('[OP4] a stop that is asked for as soon as the greeting is written is a clean stop', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  const signals = new EventEmitter()
  let said = ''
  const write = (text: string) => {
    said += text
    return signals.emit('SIGTERM')
  }
  const io = Object.assign(signals, { stdout: { write }, stderr: { write } }) as unknown as ProgramIo
  const env = { ROLLCALL_HOST: '127.0.0.1', ROLLCALL_PORT: '0', ROLLCALL_DATA: folder, ROLLCALL_LIVEKIT: 'off' }
  assert.equal(await start([], { ...env, ROLLCALL_LOG_LEVEL: 'error' }, io), 0)
  assert.match(said, /^Rollcall listens on /)
  await rm(folder, { recursive: true })
})
