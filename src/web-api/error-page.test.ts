import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fastify } from 'fastify'
import { answerBrowsers } from './error-page.ts'

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

async function get(url: string, headers: Record<string, string> = {}, publicUrl = 'https://meet.example/talk') {
  await using app = fastify()
  answerBrowsers(app, () => new URL(publicUrl))
  app.setNotFoundHandler((_request, reply) => reply.code(200).send({ errcode: 404 }))
  app.get('/fails', () => {
    throw new Error('secret of the disk')
  })
  return await app.inject({ url, headers })
}

test('[PG36] a browser gets a page with status 404 and a way home where nothing is served', async () => {
  for (const path of ['/admin', '/a/b/c', '/j/']) {
    const { statusCode, headers, body } = await get(path, { accept: BROWSER })
    assert.deepEqual([statusCode, headers['content-type']], [404, 'text/html; charset=utf-8'], path)
    assert.match(body, /<html lang="en">[^]*Page not found[^]*<a href="\/talk">Back to home<\/a>/)
    assert.match(body, /prefers-color-scheme: dark/)
    assert.deepEqual([headers['cache-control'], headers['referrer-policy']], ['no-store', 'no-referrer'])
    assert.doesNotMatch(body, /<script/)
  }
})

test('[PG36] the policy of the page allows its own style and nothing else', async () => {
  const { headers, body } = await get('/admin', { accept: BROWSER })
  const style = /<style>([^]*)<\/style>/.exec(body)?.[1] ?? ''
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))).toString('base64')
  assert.match(String(headers['content-security-policy']), /default-src 'none'/)
  assert.ok(String(headers['content-security-policy']).includes(`style-src 'sha256-${hash}'`))
})

for (const [accepted, language] of [
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['fr, en;q=0.5, zh;q=0.9', 'zh-CN'],
  ['de-DE,de;q=0.9', 'en'],
  ['zh;q=0, en', 'en'],
  ['en-GB', 'en'],
] as const) {
  test(`[PG36] a browser that accepts "${accepted}" gets ${language}`, async () => {
    const { body } = await get('/admin', { accept: BROWSER, 'accept-language': accepted })
    assert.ok(body.includes(`<html lang="${language}">`))
  })
}

test('[PG36] programs get the envelope, and so does everybody at the paths of the API', async () => {
  for (const [path, accept] of [
    ['/admin', '*/*'],
    ['/admin', 'application/json'],
    ['/admin', 'text/html;q=0'],
    ['/v1.0/x', BROWSER],
    ['/topapi/x', BROWSER],
    ['/gettoken?x=1', BROWSER],
  ] as const) {
    const { statusCode, json } = await get(path, { accept })
    assert.deepEqual([statusCode, json()], [200, { errcode: 404 }], `${path} ${accept}`)
  }
})

test('[PG36] a page that fails says so without detail, and a program gets a refusal', async () => {
  const page = await get('/fails', { accept: BROWSER })
  assert.equal(page.statusCode, 500)
  assert.match(page.body, /Something went wrong/)
  const refusal = await get('/fails')
  assert.deepEqual([refusal.statusCode, refusal.json<{ code: string }>().code], [500, 'fault'])
  for (const { body } of [page, refusal]) assert.doesNotMatch(body, /secret of the disk/)
})
