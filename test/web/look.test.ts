import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { AuditPage, OrganizationSettings } from '../../contract/web/administration-types.ts'
import type { EntryAnswer, Look, Me } from '../../contract/web/types.ts'
import { ADA, BRAM, startTester } from '../worlds/tester.ts'
import { Page } from './page.ts'
import { startMeeting } from './visit.ts'

const LOGO = '/api/organization/logo'
const SETTINGS = '/api/organization/settings'
/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
)
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 32)
type Options = { organizations: { corpId: string; look?: Look }[] }

async function openLook() {
  const server = await startTester()
  const [ada, bram, stranger] = [new Page(server.url), new Page(server.url), new Page(server.url)]
  await ada.signIn(ADA)
  await bram.signIn(BRAM)
  const upload = (page: Page, bytes: Buffer, type = 'image/png') =>
    page.go('PUT', page.address(LOGO), {
      body: new Uint8Array(bytes),
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': type },
    })
  const offered = async () => {
    const { body } = await stranger.ask<Options>('GET', '/api/sign-in-options')
    return body.organizations.map(({ look }) => look)
  }
  return { server, ada, bram, stranger, upload, offered, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

test('[CO68] the color of an organization is on its sign-in, its pages and before its meetings, made readable', async () => {
  await using world = await openLook()
  const { ada, bram, stranger, offered } = world
  assert.deepEqual(await offered(), [undefined, undefined])
  const { body } = await ada.ask<{ settings: OrganizationSettings }>('PATCH', SETTINGS, { body: { color: '#ffd000' } })
  assert.equal(body.settings.color, '#ffd000')
  const [look, ofOthers] = await offered()
  assert.equal(look?.accent?.dark, '#ffd000')
  assert.notEqual(look?.accent?.light, '#ffd000')
  assert.equal(ofOthers, undefined)
  assert.deepEqual((await bram.ask<Me>('GET', '/api/session')).body.look, look)
  const { roomCode, link } = await startMeeting(bram, 'Open day')
  const shown = { roomCode, token: new URL(link).searchParams.get('token') }
  assert.deepEqual((await stranger.ask<EntryAnswer>('POST', '/api/entry', { body: shown })).body.look, look)
  for (const color of ['red', '#FFD000', '#ffd0', '#ffd000;x'])
    assert.equal((await ada.ask('PATCH', SETTINGS, { body: { color } })).body['code'], 'malformed', color)
  await ada.ask('PATCH', SETTINGS, { body: { color: null } })
  assert.deepEqual(await offered(), [undefined, undefined])
})

test('[CO69] a logo is what its bytes say, its address names its content, and no browser runs anything of it', async () => {
  await using world = await openLook()
  const { ada, bram, stranger, upload, offered } = world
  const { logo } = (await (await upload(ada, PNG, 'image/svg+xml')).json()) as { logo: string }
  assert.match(logo, /^[0-9a-f]{32}$/)
  assert.deepEqual(await offered(), [{ logo }, undefined])
  const shown = await stranger.go('GET', stranger.address(`/api/logos/${logo}`))
  assert.deepEqual(Buffer.from(await shown.arrayBuffer()), PNG)
  const headerOf = (name: string) => shown.headers.get(name)
  assert.deepEqual(
    [headerOf('content-type'), headerOf('x-content-type-options'), headerOf('cache-control')],
    ['image/png', 'nosniff', 'public, max-age=31536000, immutable'],
  )
  assert.equal(headerOf('content-security-policy'), "default-src 'none'; sandbox")

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  /** The same image, which says that it is larger than it is. */
  const sized = (width: number, height: number) => {
    const bytes = Buffer.from(PNG)
    bytes.writeUInt32BE(width, 16)
    bytes.writeUInt32BE(height, 20)
    return bytes
  }
  assert.equal((await upload(ada, sized(2_000, 2_000))).status, 200)
  assert.equal((await upload(ada, PNG)).status, 200)
  for (const [bytes, status] of [
    [sized(2_001, 1), 400],
    [sized(1, 2_001), 400],
    [sized(0, 1), 400],
    [svg, 400],
    [Buffer.from('GIF89a'), 400],
    [Buffer.alloc(0), 400],
    [Buffer.concat([PNG, Buffer.alloc(131_072)]), 413],
  ] as const)
    assert.equal((await upload(ada, bytes)).status, status)
  assert.equal((await upload(bram, PNG)).status, 403)
  assert.equal((await bram.ask('DELETE', LOGO)).status, 403)
  assert.deepEqual(await offered(), [{ logo }, undefined])

  await ada.ask('DELETE', LOGO)
  assert.deepEqual(await offered(), [undefined, undefined])
  assert.equal((await stranger.go('GET', stranger.address(`/api/logos/${logo}`))).status, 404)
  const { body } = await ada.ask<AuditPage>('GET', '/api/audit?action=settings-changed')
  assert.deepEqual(
    body.entries.map(({ details }) => details),
    [{ logo: null }, { logo }, { logo: hashOf(sized(2_000, 2_000)) }, { logo }],
  )
})
