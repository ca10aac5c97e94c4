import assert from 'node:assert/strict'
import { io } from 'socket.io-client'
import { ConferenceClient } from '../../client/conference-client.ts'
import { hasAudioPlace, seatOf, seatsOf } from '../../client/roster.ts'
import { browserClock } from '../../web/browser-clock.ts'
import { MeshEngine } from '../../web/media/mesh.ts'
import { openTone, rtc } from '../../web/media/peers.fixture.ts'
import type { Meeting } from './meeting.ts'

/** A participant without a page: the pages' media engine over WebRTC in Node, sending a tone. */
export type Bot = Disposable & {
  /** How many peers the bot's engine is connected to. */
  connected(): number
}

export async function openBot(meeting: Meeting, nick: string): Promise<Bot> {
  const { searchParams } = new URL(meeting.link)
  const answer = await fetch(`${meeting.tester.url}/api/admission`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      roomCode: searchParams.get('roomCode'),
      token: searchParams.get('token'),
      nick,
      device: 'other',
    }),
  })
  const { ticket } = (await answer.json()) as { ticket?: string }
  assert.ok(ticket, `${nick} was not admitted: ${answer.status}`)
  const conference = new ConferenceClient({
    connect: io,
    clock: browserClock,
    server: new URL(meeting.tester.url),
    ticket,
  })
  const tone = openTone()
  const engine = new MeshEngine(rtc, { send: (to, signal) => conference.signal(to, signal), changed: () => undefined })
  engine.setTracks({ microphone: tone.track })
  conference.onMessage((message) => {
    if (message.type === 'signal') engine.receive(message.from, message.signal)
  })
  let isWelcomed = false
  const unsubscribe = conference.state.subscribe(() => {
    const { grant, roster, self } = conference.state.get()
    if (!grant || !roster) return
    if (!isWelcomed) {
      isWelcomed = true
      engine.join(grant, self)
      void conference.setMediaState({ audio: true, video: false, screen: false })
    }
    const own = seatOf(roster, self)
    const isPlaced = own !== undefined && hasAudioPlace(roster, own)
    const others = seatsOf(roster).filter(({ session }) => session.participantId !== self)
    engine.setPeers(
      others.map((seat) => ({
        participantId: seat.session.participantId,
        audible: true,
        sharing: false,
        hasPlace: isPlaced && hasAudioPlace(roster, seat),
      })),
    )
  })
  return {
    connected: () => [...engine.peers().values()].filter(({ state }) => state === 'connected').length,
    [Symbol.dispose]() {
      unsubscribe()
      void conference.leave()
      conference.close()
      engine.close()
      tone[Symbol.dispose]()
    },
  }
}
