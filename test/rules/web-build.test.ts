import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

const build = () => promisify(execFile)(process.execPath, ['scripts/build-web.ts'])
const written = () => globSync('dist/web/**/*.*').map((file) => [file, statSync(file).mtimeMs])

test('[PG6] the build reports the size of the meeting, and does not build the same files twice', async () => {
  const first = await build()
  const bytes = Number(first.stdout.match(/First load of the meeting: ([\d.]+) KB of script, gzipped/)?.[1]) * 1000
  assert.ok(bytes > 50_000 && bytes <= 250_000, first.stdout)
  const before = written()
  const second = await build()
  assert.match(second.stdout, /built already/)
  assert.deepEqual(written(), before)
})

test('[PG6] each script, style and program has compressed copies with the same content', async () => {
  await build()
  const files = globSync('dist/web/assets/*.{js,css,wasm}')
  assert.notEqual(files.length, 0)
  for (const file of files) {
    const plain = readFileSync(file)
    assert.ok(gunzipSync(readFileSync(`${file}.gz`)).equals(plain), file)
    assert.ok(brotliDecompressSync(readFileSync(`${file}.br`)).equals(plain), file)
  }
})

test('[LP2] the code for LiveKit is in one file, which no page loads before it is needed', async () => {
  await build()
  const textOf = (name: string) => readFileSync(join('dist/web/assets', name), 'utf8')
  const scripts = globSync('*.js', { cwd: 'dist/web/assets' })
  // The name of a state in LiveKit's client.
  const [file, ...others] = scripts.filter((name) => textOf(name).includes('signalReconnecting'))
  assert.ok(file)
  assert.deepEqual(others, [])
  const isImported = new RegExp(`(?:from|import)\\s*["'\`]\\./${file}`)
  for (const name of scripts) assert.doesNotMatch(textOf(name), isImported, name)
  assert.ok(!readFileSync('dist/web/index.html', 'utf8').includes(file))
})

test('[HO14] the built pages contain no TypeBox', async () => {
  await build()
  const scripts = globSync('dist/web/assets/*.js')
  assert.notEqual(scripts.length, 0)
  // The marks that TypeBox puts on each of its schemas.
  for (const file of scripts) assert.doesNotMatch(readFileSync(file, 'utf8'), /~kind|~optional/, file)
})

test('[PG2] the built page contains no inline script and no inline style', async () => {
  await build()
  const page = readFileSync('dist/web/index.html', 'utf8')
  assert.match(page, /<script type="module"[^>]* src="\.\/assets\//)
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+="|https?:/)
})

test('[HO23] the page with every kind of control is served while developing, and is not among the built pages', async () => {
  const kinds = ['Buttons', 'Fields', 'Badges', 'Banners', 'Toasts', 'Empty states', 'Menus', 'Dialogs', 'Rows']
  const source = globSync('web/dev/*.tsx')
    .map((file) => readFileSync(file, 'utf8'))
    .join('')
  for (const kind of kinds) assert.match(source, new RegExp(`(name="|')${kind}["']`), kind)
  await build()
  const built = globSync('dist/web/**/*', { withFileTypes: true }).filter((entry) => entry.isFile())
  assert.deepEqual(
    built.map(({ name }) => name).filter((name) => name.endsWith('.html')),
    ['index.html'],
  )
  for (const { name, parentPath } of built) {
    assert.doesNotMatch(readFileSync(join(parentPath, name), 'latin1'), /controls-page/, name)
  }
})
