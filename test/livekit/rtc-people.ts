import { once } from 'node:events'
import { after } from 'node:test'
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

// Otherwise its threads keep the process running.
after(() => dispose())

/** A person at a LiveKit server, without a page: sends a tone and listens. It does what it wants, as a modified page can. */
export type RtcPerson = AsyncDisposable & {
  room: Room
  /** Starts to send a tone, as the microphone or as a shared screen. Rejects if the server does not take it. */
  speak(source?: TrackSource): Promise<void>
  /** How loud somebody arrives, 0 to 1: the mean over about 300 ms. */
  loudnessOf(identity: string): Promise<number>
  /** Resolves when the server has ended the connection. */
  disconnected: Promise<unknown>
}

/** Connects with the grant of a session. */
export async function connectPerson({ url, token }: Pick<GrantOf<'livekit'>, 'url' | 'token'>): Promise<RtcPerson> {
  const room = new Room()
  const stopped = new AbortController()
  const levels = new Map<string, number>()
  const events = new EventTarget()
  room.on(RoomEvent.TrackSubscribed, (track: RemoteTrack, _publication, { identity }: RemoteParticipant) => {
    if (track.kind === TrackKind.KIND_AUDIO) void listen(track, (level) => levels.set(identity, level), stopped.signal)
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
      let loudest = 0
      for (let times = 0; times < 10; times += 1) {
        levels.delete(identity)
        await new Promise((resolve) => setTimeout(resolve, 30))
        loudest += (levels.get(identity) ?? 0) / 10
      }
      return loudest
    },
    async [Symbol.asyncDispose]() {
      stopped.abort()
      await room.disconnect()
    },
  }
}

async function listen(track: RemoteTrack, heard: (level: number) => void, stopped: AbortSignal): Promise<void> {
  for await (const frame of new AudioStream(track, RATE, 1)) {
    if (stopped.aborted) return
    heard(Math.max(...frame.data.map(Math.abs)) / 32_768)
  }
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
