import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { findFreePort } from '../worlds/free-port.ts'
import { ADA } from '../worlds/tester.ts'
import { expectToHear, expectToSee } from '../browser/audio-checks.ts'
import { enter, newPerson, type Person } from '../browser/browser-person.ts'
import { openBrowser } from '../browser/chromium.ts'
import { openMeeting } from '../browser/meeting.ts'
import { startCaddy, startNginx, type StartProxy } from './proxies.ts'

const browser = await openBrowser(['--ignore-certificate-errors'])
after(() => browser.close())

/** Bob, and one more. */
const GUESTS_PER_MINUTE = 2

test('[DP1] behind nginx with our site file, pages meet over TLS, and clients cannot forge their address', () =>
  meetBehind(startNginx))

test('[DP2] behind Caddy with our Caddyfile, pages meet over TLS, and clients cannot forge their address', () =>
  meetBehind(startCaddy))

async function meetBehind(startProxy: StartProxy): Promise<void> {
  const port = await findFreePort()
  const origin = `https://localhost:${port}`
  await using meeting = await openMeeting({
    env: {
      ROLLCALL_PUBLIC_URL: origin,
      ROLLCALL_TRUST_PROXY: 'on',
      ROLLCALL_GUESTS_PER_MINUTE: String(GUESTS_PER_MINUTE),
    },
  })
  await using _proxy = await startProxy({ port, servers: [meeting.tester.endpoint] })
  await using ada = await newPerson(browser, 'Ada')
  await using bob = await newPerson(browser, 'Bob')
  const sockets: string[] = []
  bob.page.on('websocket', (socket) => sockets.push(socket.url()))

  await enter(ada, await meeting.personalLink(ADA.unionId))
  await enter(bob, meeting.link)
  await expectToSee(ada, 1)
  await expectToHear(bob)
  await meeting.expectRoster({ Ada: 3, Bob: 3 })
  assert.ok(sockets.length > 0)
  assert.ok(
    sockets.every((url) => url.startsWith(`wss://localhost:${port}/signaling/`)),
    sockets.join(),
  )

  assert.deepEqual(await statusOf(bob, '/metrics'), 404)
  assert.deepEqual(await statusOf(bob, '/readyz'), 200)
  const link = new URL(meeting.link)
  assert.equal(link.origin, origin)
  const guests = [
    await admit(bob, link, '203.0.113.1'),
    await admit(bob, link, '203.0.113.2'),
    await admit(bob, link, '203.0.113.3'),
  ]
  assert.deepEqual(guests, [200, 429, 429])
}

function statusOf({ page }: Person, path: string): Promise<number> {
  return page.evaluate(async (url) => (await fetch(url)).status, path)
}

/** Asks for a ticket as a new guest, from an address that the client states. */
function admit({ page }: Person, link: URL, address: string): Promise<number> {
  const body = JSON.stringify({
    roomCode: link.searchParams.get('roomCode'),
    token: link.searchParams.get('token'),
    device: 'Mac',
    nick: 'Forger',
  })
  return page.evaluate(
    async ([text, from]) => {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': from, forwarded: `for=${from}` }
      return (await fetch('/api/admission', { method: 'POST', headers, body: text })).status
    },
    [body, address] as const,
  )
}
