import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { fastify } from 'fastify'
import { pagesApi } from './pages.ts'
import { CacheBudget } from '../service/cache-budget.ts'

const PAGE =
  '<!doctype html><html><head><base href="/" /><script type="module" src="./assets/a-1.js"></script></head></html>'
const SCRIPT = 'export const words = "' + 'again and '.repeat(200) + '"'

const folder = await mkdtemp(join(tmpdir(), 'rollcall-pages-'))
after(() => rm(folder, { recursive: true }))
await mkdir(join(folder, 'assets'))
await writeFile(join(folder, 'index.html'), PAGE)
await writeFile(join(folder, 'secret.txt'), 'not an asset')
await writeFile(join(folder, 'assets/a-1.js'), SCRIPT)
await writeFile(join(folder, 'assets/b-1.wasm'), 'program')
await writeFile(join(folder, 'assets/a-1.js.gz'), gzipSync(SCRIPT))
await writeFile(join(folder, 'assets/a-1.js.br'), brotliCompressSync(SCRIPT))

type Given = { headers?: Record<string, string>; publicUrl?: string; mediaUrl?: URL; folder?: string }

async function get(url: string, given: Given = {}) {
  await using app = fastify()
  pagesApi(app, {
    caches: new CacheBudget(2 ** 26),
    folder: given.folder ?? folder,
    publicUrl: () => new URL(given.publicUrl ?? 'https://meet.example'),
    ...(given.mediaUrl && { mediaUrl: given.mediaUrl }),
  })
  app.get('/api/alive', () => 'yes')
  app.setNotFoundHandler((_request, reply) => reply.code(418).send('left to the others'))
  return await app.inject({ url, headers: given.headers ?? {} })
}

for (const path of ['/', '/app', '/app?roomCode=47', '/settings', '/help/keys', '/console', '/console/people?q=a']) {
  test(`[PG1] ${path} answers the page, without caching`, async () => {
    const { statusCode, headers, body } = await get(path)
    assert.deepEqual([statusCode, headers['content-type'], body], [200, 'text/html; charset=utf-8', PAGE])
    assert.equal(headers['cache-control'], 'no-cache')
  })
}

test('[AD10] the page of a link reveals nothing of the link and sends no referrer', async () => {
  const page = await get("/app?roomCode=4711&token=1_geheim'%3Cscript%3E")
  assert.equal(page.body, (await get('/app')).body)
  assert.deepEqual([page.headers['referrer-policy'], page.headers['x-robots-tag']], ['no-referrer', 'noindex'])
  assert.match(String(page.headers['content-security-policy']), /script-src 'self' 'wasm-unsafe-eval';/)
})

test('[PG2] a page may load only from this server', async () => {
  const { headers } = await get('/')
  const policy = new Map(
    String(headers['content-security-policy'])
      .split('; ')
      .map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]),
  )
  assert.deepEqual(Object.fromEntries(policy), {
    'default-src': "'self'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    'connect-src': "'self' wss://meet.example",
    'img-src': "'self' data: blob:",
    'media-src': "'self' blob:",
    'object-src': "'none'",
    'frame-src': "'none'",
    'base-uri': "'self'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  })
  for (const feature of ['camera', 'microphone', 'display-capture'])
    assert.match(String(headers['permissions-policy']), new RegExp(`\\b${feature}=\\(self\\)`))
  assert.match(String(headers['permissions-policy']), /\bgeolocation=\(\)/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
})

test('[PG2] over plain HTTP the socket is a plain one', async () => {
  const { headers } = await get('/', { publicUrl: 'http://localhost:8080' })
  assert.match(String(headers['content-security-policy']), /connect-src 'self' ws:\/\/localhost:8080;/)
})

test('[LK7] a page may connect to the configured LiveKit server', async () => {
  const sourcesOf = async (mediaUrl: string) => {
    const { headers } = await get('/', { mediaUrl: new URL(mediaUrl) })
    return /connect-src ([^;]*);/.exec(String(headers['content-security-policy']))?.[1]
  }
  const own = "'self' wss://meet.example"
  assert.equal(await sourcesOf('wss://media.example/'), `${own} wss://media.example https://media.example`)
  assert.equal(await sourcesOf('http://127.0.0.1:7880'), `${own} ws://127.0.0.1:7880 http://127.0.0.1:7880`)
})

test('[PG3] files of the pages are cached forever, and compressed for browsers that accept it', async () => {
  const plain = await get('/assets/a-1.js')
  assert.equal(plain.body, SCRIPT)
  assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(plain.headers['content-encoding'], undefined)
  assert.match(String(plain.headers['content-type']), /^(text|application)\/javascript/)
  assert.match(String(plain.headers['vary']), /accept-encoding/i)
  for (const [takes, encoding, expand] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const) {
    const { headers, rawPayload } = await get('/assets/a-1.js', { headers: { 'accept-encoding': takes } })
    assert.equal(headers['content-encoding'], encoding)
    assert.equal(expand(rawPayload).toString(), SCRIPT)
    assert.equal(headers['content-type'], plain.headers['content-type'])
    assert.equal(headers['cache-control'], plain.headers['cache-control'])
  }
})

test('[PG3] a WebAssembly file has its type, without which browsers do not compile it while it loads', async () => {
  assert.equal((await get('/assets/b-1.wasm')).headers['content-type'], 'application/wasm')
})

test('[PG3] a file that a browser has is not sent again', async () => {
  const { headers } = await get('/assets/a-1.js')
  const again = await get('/assets/a-1.js', { headers: { 'if-none-match': String(headers['etag']) } })
  assert.deepEqual([again.statusCode, again.body], [304, ''])
})

test('[PG33] what was served once is served from memory, and a new build is seen within a second', async () => {
  const moving = await mkdtemp(join(tmpdir(), 'rollcall-pages-'))
  await mkdir(join(moving, 'assets'))
  await using app = fastify()
  pagesApi(app, { caches: new CacheBudget(2 ** 26), folder: moving, publicUrl: () => new URL('https://meet.example') })
  const bodyOf = async (url: string) => (await app.inject({ url })).body
  assert.match(await bodyOf('/'), /npm run build:web/)
  await writeFile(join(moving, 'index.html'), PAGE)
  await writeFile(join(moving, 'assets/a-1.js'), SCRIPT)
  await setTimeout(1_000)
  assert.deepEqual([await bodyOf('/'), await bodyOf('/assets/a-1.js')], [PAGE, SCRIPT])
  await rm(moving, { recursive: true })
  assert.deepEqual([await bodyOf('/'), await bodyOf('/assets/a-1.js')], [PAGE, SCRIPT])
})

for (const path of [
  '/assets/a-2.js',
  '/assets/',
  '/assets/../secret.txt',
  '/assets/..%2fsecret.txt',
  '/assets/x/y.js',
  '/assets/a%00.js',
  '/assets/a-1.js.br',
  '/assets/a-1.js.gz',
]) {
  test(`[PG3] ${path} does not exist, and that is not cached`, async () => {
    const { statusCode, headers, body } = await get(path)
    if (path.includes('/../')) return assert.notEqual(statusCode, 200) // the way there is made straight before
    assert.deepEqual([statusCode, headers['cache-control']], [404, 'no-store'])
    assert.doesNotMatch(body, /not an asset/)
  })
}

test('[PG4] before the build, pages say how to build them, and everything else works', async () => {
  const empty = join(folder, 'not-there')
  const page = await get('/app?roomCode=1', { folder: empty })
  assert.equal(page.statusCode, 503)
  assert.match(page.body, /npm run build:web/)
  assert.equal((await get('/assets/a-1.js', { folder: empty })).statusCode, 404)
  assert.equal((await get('/api/alive', { folder: empty })).body, 'yes')
})

for (const [publicUrl, base] of [
  ['https://meet.example', '/'],
  ['https://meet.example/talk', '/talk/'],
  ['https://meet.example/a/b/', '/a/b/'],
  ['https://meet.example/$&/$1', '/$&/$1/'],
]) {
  test(`[PG5] the page of ${publicUrl} has its files below ${base}`, async () => {
    const { body } = await get('/help/keys', { publicUrl: publicUrl ?? '' })
    assert.equal(
      body,
      PAGE.replace('href="/"', () => `href="${base}"`),
    )
  })
}

for (const path of ['/index.html', '/nothing', '/secret.txt', '/app/x', '/help', '/v1.0/x']) {
  test(`[PG7] ${path} is left to other routes`, async () => {
    assert.equal((await get(path)).statusCode, 418)
  })
}
