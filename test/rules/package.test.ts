import assert from 'node:assert/strict'
import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { test } from 'node:test'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** npm and the program both on the Node of this test. */
const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter)
const ENV = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ROLLCALL_')))

test(
  '[PK1] the packed package, installed in an empty folder, starts, answers and has its pages',
  { timeout: 300_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-package-'))
    let program: ChildProcessByStdio<null, Readable, null> | undefined
    try {
      await run('npm', ['pack', '--pack-destination', folder], { env: { ...ENV, PATH } })
      const [tarball = assert.fail('nothing was packed')] = await readdir(folder)
      await run('npm', ['init', '-y'], { cwd: folder, env: { ...ENV, PATH } })
      await run(
        'npm',
        ['install', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund', join(folder, tarball)],
        {
          cwd: folder,
          env: { ...ENV, PATH },
        },
      )
      program = spawn(join(folder, 'node_modules', '.bin', 'rollcall'), [], {
        cwd: folder,
        env: { ...ENV, PATH, ROLLCALL_PORT: '0', ROLLCALL_HOST: '127.0.0.1' },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let said = ''
      for await (const chunk of program.stdout) {
        said += String(chunk)
        if (/members -H/.test(said)) break
      }
      const url = said.match(/listens on (\S+)/)?.[1] ?? assert.fail(said)
      assert.equal((await fetch(`${url}/readyz`)).status, 200)
      const page = await (await fetch(`${url}/`)).text()
      const script = page.match(/src="\.(\/assets\/[^"]+\.js)"/)?.[1] ?? assert.fail(page)
      assert.equal((await fetch(url + script)).headers.get('content-encoding'), 'gzip')
      program.kill('SIGTERM')
      const [code] = await once(program, 'exit')
      assert.equal(code, 0)
    } finally {
      program?.kill()
      await rm(folder, { recursive: true, force: true })
    }
  },
)
