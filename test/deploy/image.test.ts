import assert from 'node:assert/strict'
import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { findFreePort } from '../worlds/free-port.ts'
import { NOBODY, runDockerfile } from './dockerfile.ts'

const run = promisify(execFile)

test('[DP5] the steps of the Dockerfile give a program that runs where it may write only its data', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-image-'))
  try {
    const image = await runDockerfile('deploy/Dockerfile', { folder, context: await listContext() })
    await chmod(folder, 0o755)
    assert.equal(image.user, 'node')
    // The image has its Node outside of the program's folder.
    const node = join(image.root, 'node')
    await copyFile(process.execPath, node)
    const port = String(await findFreePort())
    const temporary = join(folder, 'tmp')
    await mkdir(temporary)
    await chmod(temporary, 0o1777)
    const options = {
      cwd: image.workingFolder,
      env: {
        ...image.environment,
        ROLLCALL_DATA: join(image.root, String(image.environment['ROLLCALL_DATA'])),
        ROLLCALL_PORT: port,
        TMPDIR: temporary,
      },
      ...(process.getuid?.() === 0 && { uid: NOBODY, gid: NOBODY }),
    }
    const check = () => spawnSync(node, image.healthCheck.slice(1), options).status
    assert.deepEqual([image.command[0], image.healthCheck[0]], ['node', 'node'])
    assert.equal(check(), 1)
    const server = spawn(node, image.command.slice(1), { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      let said = ''
      for await (const chunk of server.stdout) if (/members -H/.test((said += String(chunk)))) break
      assert.match(said, /First start/)
      assert.equal(check(), 0)
      const page = await fetch(`http://127.0.0.1:${port}/`)
      assert.match(await page.text(), /src="\.\/assets\//)
      const write = spawnSync(node, ['-e', 'fs.writeFileSync("dist/new", "")'], options)
      if (process.getuid?.() === 0) assert.match(String(write.stderr), /EACCES/)
    } finally {
      server.kill('SIGTERM')
    }
    assert.deepEqual(await once(server, 'exit'), [0, null])
    await access(join(image.root, 'data', 'rollcall.sqlite'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/** The files of the repository that the build may see. */
async function listContext(): Promise<readonly string[]> {
  const ignored = new Set((await readFile('deploy/Dockerfile.dockerignore', 'utf8')).split('\n'))
  const { stdout } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'])
  return stdout.split('\n').filter((file) => file !== '' && !ignored.has(file.split('/')[0] as string))
}
