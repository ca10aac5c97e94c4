import { once } from 'node:events'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  dispose,
  AudioFrame,
  AudioSource,
  AudioStream,
  LocalAudioTrack,
  Room,
  RoomEvent,
  TrackKind,
  TrackPublishOptions,
  TrackSource,
  type RemoteParticipant,
  type RemoteTrack,
} from '@livekit/rtc-node'
import type { GrantOf } from '../../src/service/live/media.ts'

const RATE = 48_000
const FRAME = RATE / 100
const LISTEN_FRAMES = 15
const LISTEN_MS = 500

// Otherwise its threads keep the process running.
after(() => dispose())

/** A person at a LiveKit server, without a page: sends a tone and listens. It does what it wants, as a modified page can. */
export type RtcPerson = AsyncDisposable & {
  room: Room
  /** Starts to send a tone, as the microphone or as a shared screen. Rejects if the server does not take it. */
  speak(source?: TrackSource): Promise<void>
  /** How loud somebody arrives, 0 to 1: the mean over about 150 ms. */
  loudnessOf(identity: string): Promise<number>
  /** Resolves when the server has ended the connection. */
  disconnected: Promise<unknown>
}

/** Connects with the grant of a session. */
export async function connectPerson({ url, token }: Pick<GrantOf<'livekit'>, 'url' | 'token'>): Promise<RtcPerson> {
  const room = new Room()
  const stopped = new AbortController()
  const tracks = new Map<string, RemoteTrack>()
  const events = new EventTarget()
  room.on(RoomEvent.TrackSubscribed, (track: RemoteTrack, _publication, { identity }: RemoteParticipant) => {
    if (track.kind === TrackKind.KIND_AUDIO) tracks.set(identity, track)
  })
  room.on(RoomEvent.TrackUnsubscribed, (track: RemoteTrack, _publication, { identity }: RemoteParticipant) => {
    if (tracks.get(identity) === track) tracks.delete(identity)
  })
  room.on(RoomEvent.Disconnected, () => events.dispatchEvent(new Event('disconnected')))
  const disconnected = once(events, 'disconnected')
  await room.connect(url, token, { autoSubscribe: true, dynacast: true })
  return {
    room,
    disconnected,
    async speak(source = TrackSource.SOURCE_MICROPHONE) {
      const tone = new AudioSource(RATE, 1)
      const options = new TrackPublishOptions()
      options.source = source
      await room.localParticipant?.publishTrack(LocalAudioTrack.createAudioTrack('tone', tone), options)
      void sendTone(tone, stopped.signal)
    },
    async loudnessOf(identity) {
      const track = tracks.get(identity)
      return track ? loudness(track) : 0
    },
    async [Symbol.asyncDispose]() {
      stopped.abort()
      await room.disconnect()
    },
  }
}

/** The mean of the loudest samples of some frames. What does not arrive is silent. */
async function loudness(track: RemoteTrack): Promise<number> {
  const reader = new AudioStream(track, RATE, 1).getReader()
  let sum = 0
  const deadline = sleep(LISTEN_MS)
  for (let frames = 0; frames < LISTEN_FRAMES; frames += 1) {
    const read = await Promise.race([reader.read(), deadline])
    if (read === undefined || read.done) break
    if (frames > 0) sum += Math.max(...read.value.data.map(Math.abs)) / 32_768 / LISTEN_FRAMES
  }
  await reader.cancel()
  return sum
}

async function sendTone(tone: AudioSource, stopped: AbortSignal): Promise<void> {
  for (let at = 0; !stopped.aborted; at += FRAME) {
    const samples = Int16Array.from(
      { length: FRAME },
      (_, index) => Math.sin(((at + index) * 2 * Math.PI * 440) / RATE) * 9_000,
    )
    await tone.captureFrame(new AudioFrame(samples, RATE, 1, FRAME)).catch(() => {})
  }
}
