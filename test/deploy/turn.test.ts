import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { meshEngine } from '../../src/media/mesh.ts'
import type { ParticipantId } from '../../src/conference/identity.ts'
import { systemClock } from '../../src/server/clock-and-ids.ts'
import { expectToHear, expectToSee } from '../browser/audio-checks.ts'
import { enter, newPerson, type Person } from '../browser/browser-person.ts'
import { openBrowser } from '../browser/chromium.ts'
import { openMeeting } from '../browser/meeting.ts'
import { ADA } from '../worlds/tester.ts'
import { allocate } from './allocate.ts'
import { SECRET, startCoturn } from './coturn.ts'

const browser = await openBrowser()
after(() => browser.close())
const coturn = await startCoturn()
after(() => coturn[Symbol.asyncDispose]())

for (const transport of ['udp', 'tcp'] as const) {
  test(`[DP7] two pages that may only relay see and hear each other over coturn, by ${transport}`, async () => {
    await using meeting = await openMeeting({
      env: {
        ROLLCALL_TURN_URLS: `turn:127.0.0.1:${coturn.port}?transport=${transport}`,
        ROLLCALL_TURN_SECRET: SECRET,
      },
    })
    await using ada = await newPerson(browser, 'Ada')
    await using bob = await newPerson(browser, 'Bob')
    await onlyRelay(ada)
    await onlyRelay(bob)
    await enter(ada, await meeting.personalLink(ADA.unionId))
    await enter(bob, meeting.link)
    for (const person of [ada, bob]) {
      await expectToSee(person, 1)
      await expectToHear(person)
      assert.deepEqual(await routesOf(person), [`relay by ${transport} to relay`])
    }
  })
}

/** What a session gets with its media grant. */
async function grantedPassword() {
  const turn = { urls: ['turn:127.0.0.1'], secret: SECRET }
  const engine = meshEngine({ stunUrls: [], turn, maxVideo: 4, maxAudio: 8 }, systemClock())
  const { iceServers } = await engine.grant({ participantId: 'p1' as ParticipantId })
  const { username = '', credential = '' } = iceServers[0] ?? {}
  return { username, credential }
}

test('[DP8] coturn relays for a password of a media grant, and not for an expired or a forged one', async () => {
  const { username, credential } = await grantedPassword()
  assert.equal(await allocate(coturn.port, { username, credential }), 'allocated')

  const expired = `${Math.floor(Date.now() / 1_000) - 60}:p1`
  assert.equal(await allocate(coturn.port, { username: expired, credential: passwordOf(expired, SECRET) }), 401)
  assert.equal(await allocate(coturn.port, { username, credential: passwordOf(username, 'guessed') }), 401)
  const later = username.replace(/^\d+/, (seconds) => String(Number(seconds) + 3_600))
  assert.equal(await allocate(coturn.port, { username: later, credential }), 401)
})

test('[DP8] coturn opens no TCP connections, and does not relay to private networks', async () => {
  const password = await grantedPassword()
  assert.equal(await allocate(coturn.port, password, { relays: 'tcp' }), 442)
  assert.equal(await allocate(coturn.port, password, { peer: '203.0.113.9' }), 'allocated')
  for (const peer of ['10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '198.18.0.1'])
    assert.equal(await allocate(coturn.port, password, { peer }), 403, peer)
})

function passwordOf(username: string, secret: string): string {
  return createHmac('sha1', secret).update(username).digest('base64')
}

/** Lets the page use relayed candidates only. */
async function onlyRelay({ context }: Person): Promise<void> {
  await context.addInitScript(() => {
    const Native = RTCPeerConnection
    Object.assign(window, {
      RTCPeerConnection: class extends Native {
        constructor(configuration: RTCConfiguration) {
          super({ ...configuration, iceTransportPolicy: 'relay' })
        }
      },
    })
  })
}

/** How the connections of the page reach the others, without repeats. */
function routesOf({ page }: Person): Promise<string[]> {
  return page.evaluate(async () => {
    const { rollcallPeers } = window as unknown as { rollcallPeers: RTCPeerConnection[] }
    const routes = new Set<string>()
    for (const peer of rollcallPeers.filter(({ connectionState }) => connectionState === 'connected')) {
      const stats = new Map<string, Record<string, unknown>>(await peer.getStats())
      for (const pair of stats.values()) {
        if (pair['type'] !== 'candidate-pair' || pair['nominated'] !== true || pair['state'] !== 'succeeded') continue
        const [near, far] = [stats.get(String(pair['localCandidateId'])), stats.get(String(pair['remoteCandidateId']))]
        routes.add(
          `${String(near?.['candidateType'])} by ${String(near?.['relayProtocol'])} to ${String(far?.['candidateType'])}`,
        )
      }
    }
    return [...routes]
  })
}
