import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { ADMIT_REFUSALS, SIGN_IN_REFUSALS } from '../../src/web-api/admission.ts'
import { ATTENDANCE_REFUSALS } from '../../src/web-api/attendance.ts'
import { EVENT_REFUSALS } from '../../src/web-api/events.ts'
import { LIVE_REFUSALS } from '../../src/web-api/console-live.ts'
import { ADA, SEED, startTester } from '../worlds/tester.ts'
import { BOOKING_REFUSALS, PLAN_REFUSALS, PAGE_REFUSALS } from '../../src/web-api/refusal.ts'

test('[WS25] the page on refusals lists exactly the refusals that our pages can get', () => {
  const [, section = ''] = readFileSync('docs/web.md', 'utf8').split('## Refusals')
  const documented = [...section.matchAll(/^\| (\d{3}) \| `([^`]+)` \|/gm)].map(
    ([, status, code]) => `${status} ${code}`,
  )
  const tables = [
    ADMIT_REFUSALS,
    SIGN_IN_REFUSALS,
    PAGE_REFUSALS,
    BOOKING_REFUSALS,
    PLAN_REFUSALS,
    ATTENDANCE_REFUSALS,
    LIVE_REFUSALS,
    EVENT_REFUSALS,
  ]
  const refusals = tables.flatMap((table) => Object.values(table))
  const known = refusals.map(([status, code]) => `${status} ${code}`)
  assert.deepEqual(documented.toSorted(), [...new Set(known)].toSorted())
})

test('[WS25] the pages of the documentation list the requests of our pages and of terminals', async () => {
  await using server = await startTester()
  const { paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as Reference
  const pages = ['web', 'signaling'].map((name) => readFileSync(`docs/${name}.md`, 'utf8')).join('\n')
  const documented = new Set([...pages.matchAll(/\/api\/[^\s`?]+/g)].map(([path]) => withoutNames(path)))
  const missing = Object.keys(paths).filter((path) => path.startsWith('/api/') && !documented.has(withoutNames(path)))
  assert.deepEqual(missing, [])
})

/** A path whose parameters have no names. */
function withoutNames(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}')
}

test('[OP17] the API reference page loads only from this server, cannot be framed and sends no referrer', async () => {
  await using server = await startTester()
  const { headers, ok } = await fetch(`${server.url}/docs`)
  assert.ok(ok)
  const policy = headers.get('content-security-policy') ?? ''
  for (const part of ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'"])
    assert.ok(policy.includes(part), part)
  assert.deepEqual(
    ['referrer-policy', 'x-content-type-options', 'x-robots-tag'].map((name) => headers.get(name)),
    ['no-referrer', 'nosniff', 'noindex'],
  )
})

type Reference = {
  info: { description: string }
  tags: { name: string }[]
  paths: Record<string, Record<string, { tags?: string[] }>>
}

test('[OP26] the API reference has a group for every operation, and the private ones last', async () => {
  await using server = await startTester()
  const { tags, paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as Reference
  const groups = tags.map(({ name }) => name)
  assert.deepEqual([groups[0], groups.at(-1)], ['tokens', 'web'])
  for (const [path, operations] of Object.entries(paths))
    for (const { tags: [group = ''] = [] } of Object.values(operations)) {
      assert.ok(groups.includes(group), path)
      assert.equal(group === 'web', path.startsWith('/api/'), path)
    }
})

test('[OP26] the commands of the API reference get a token and make a call with it', async () => {
  await using server = await startTester()
  const { info } = (await (await fetch(`${server.url}/openapi.json`)).json()) as Reference
  const { body } = await server.call('POST', '/v1.0/conference/videoConferences', {
    body: { userId: ADA.unionId, confTitle: 'Sync', inviteCaller: true },
  })
  const [app] = SEED.organizations[0].apps
  const filled = { CLIENT_ID: app.clientId, CLIENT_SECRET: app.clientSecret, UNION_ID: ADA.unionId }
  const [, commands = ''] = /```sh\n([^]*?)```/.exec(info.description) ?? []
  const script = Object.entries(filled).reduce(
    (text, [name, value]) => text.replace(`${name}=''`, `${name}='${value}'`),
    commands,
  )
  const { stdout } = await promisify(execFile)('sh', ['-c', script])
  assert.deepEqual((JSON.parse(stdout) as { onGoingConfIdList: string[] }).onGoingConfIdList, [body['conferenceId']])
})

test('[OP26] the page of the API reference has our mark and no bar of its library', async () => {
  await using server = await startTester()
  const page = await (await fetch(`${server.url}/docs/`)).text()
  assert.match(page, /<title>Rollcall API<\/title>/)
  assert.match(page, /rollcall\.svg/)
  const settings = await (await fetch(`${server.url}/docs/static/swagger-initializer.js`)).text()
  assert.match(settings, /BaseLayout/)
})
