import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../worlds/free-port.ts'
import { startProgram } from './program.ts'
import { substitute } from './proxies.ts'

export const SECRET = 'only-for-this-test'

/** coturn with `deploy/turnserver.conf` on a free port, on loopback addresses only. */
export async function startCoturn(): Promise<AsyncDisposable & { port: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-coturn-'))
  const port = await findFreePort()
  const settings = substitute(await readFile('deploy/turnserver.conf', 'utf8'), [
    ['listening-port=3478', `listening-port=${port}`],
    ['replace-this-secret', SECRET],
    ['min-port=49152\nmax-port=49999', 'min-port=20000\nmax-port=31999'],
    // As behind NAT: another address outside than inside.
    [/^#external-ip=.*$/m, 'external-ip=127.0.0.2/127.0.0.1'],
    [/^#allowed-peer-ip=.*$/m, 'allowed-peer-ip=127.0.0.1\nallow-loopback-peers'],
  ])
  const here = ['listening-ip=127.0.0.1', 'relay-ip=127.0.0.1', `userdb=${folder}/turndb`, `pidfile=${folder}/pid`]
  await writeFile(join(folder, 'turnserver.conf'), `${settings}${here.join('\n')}\n`)
  const program = await startProgram(['turnserver', '-c', join(folder, 'turnserver.conf')], { port })
  return {
    port,
    async [Symbol.asyncDispose]() {
      await program[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
