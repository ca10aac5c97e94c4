import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { nameLookup } from './name-lookup.ts'

/** A name server that gives 192.0.2.7 for names that do not begin with `silent`, and does not answer for the others. */
async function startNameServer() {
  const socket = createSocket('udp4')
  socket.on('message', (question, from) => {
    const end = question.indexOf(0, 12) + 5
    const isSilent = question.subarray(13, 19).toString() === 'silent'
    if (isSilent) return
    const isIPv4 = question.readUInt16BE(end - 4) === 1
    const header = Buffer.from(question.subarray(0, 12))
    header.writeUInt16BE(0x8180, 2)
    header.writeUInt16BE(isIPv4 ? 1 : 0, 6)
    header.fill(0, 8, 12)
    const answer = Buffer.from('c00c00010001000000010004c0000207', 'hex')
    socket.send(
      Buffer.concat([header, question.subarray(12, end), ...(isIPv4 ? [answer] : [])]),
      from.port,
      from.address,
    )
  })
  await once(socket.bind(0, '127.0.0.1'), 'listening')
  return { server: `127.0.0.1:${socket.address().port}`, [Symbol.dispose]: () => socket.close() }
}

function find(lookup: LookupFunction, name: string): Promise<unknown> {
  return new Promise((resolve, reject) =>
    lookup(name, { all: true }, (error, found) => (error ? reject(error) : resolve(found))),
  )
}

test('[DL8] names whose servers do not answer hold up no other name', async () => {
  using names = await startNameServer()
  const lookup = nameLookup({ hostsFile: '/nowhere', servers: [names.server] })
  let failed = 0
  const silent = Array.from({ length: 30 }, (_, n) => find(lookup, `silent${n}.example`).catch(() => (failed += 1)))
  assert.deepEqual(await find(lookup, 'App.example'), [{ address: '192.0.2.7', family: 4 }])
  assert.equal(failed, 0, 'the others still wait')
  await Promise.all(silent)
  assert.equal(failed, 30)
})

test('[EP7] the hosts file comes before DNS', async () => {
  using names = await startNameServer()
  const folder = await mkdtemp(join(tmpdir(), 'hosts-'))
  const hostsFile = join(folder, 'hosts')
  await writeFile(hostsFile, '127.0.0.1 localhost # loopback\n::1\tlocalhost ip6-localhost\n#10.0.0.1 app.example\n')
  const lookup = nameLookup({ hostsFile, servers: [names.server] })
  assert.deepEqual(await find(lookup, 'localhost'), [
    { address: '127.0.0.1', family: 4 },
    { address: '::1', family: 6 },
  ])
  assert.deepEqual(await find(lookup, 'app.example'), [{ address: '192.0.2.7', family: 4 }])
  await rm(folder, { recursive: true })
})
