import wrtc from '@roamhq/wrtc'
import type { MediaGrant, PeerSignal } from '../../contract/signaling/media.ts'
import type { Rtc } from './mesh-peer.ts'
import { MeshEngine } from './mesh.ts'

const { RTCPeerConnection: Connection, MediaStream: Stream, nonstandard } = wrtc

// The package crashes while the process cleans up at its end, so the process exits at once.
process.on('exit', (code) => process.exit(code))

/** Sample rate of the sound that the tests send. */
const RATE = 48_000

export const rtc: Rtc = {
  connection: (configuration) => new Connection(configuration),
  picture: () => ({ showIn: () => () => undefined }),
  sound: (track) => new Stream([track]),
  wait(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

const grant: MediaGrant = { engine: 'mesh', iceServers: [], expiresAt: 0, maxVideo: 4, maxAudio: 8 }

/** Pages of one meeting without a server. Signals arrive a little later, unless the pages are cut off. */
export class Relay implements Disposable {
  readonly engines = new Map<string, MeshEngine>()
  readonly sent: { from: string; to: string; signal: PeerSignal }[] = []
  readonly cut = new Set<string>()
  readonly #ids = new Map<MeshEngine, string>()
  /** All connections, in the order in which they were made. */
  readonly connections: Breakable[] = []
  #held: (() => void)[] | undefined
  #changed: () => void = () => undefined

  open(id: string): MeshEngine {
    this.engines.get(id)?.close()
    const connection = (configuration: RTCConfiguration) => {
      const made = breakable(rtc.connection(configuration))
      this.connections.push(made)
      return made.connection
    }
    const engine: MeshEngine = new MeshEngine(
      { ...rtc, connection },
      {
        send: (to, signal) => {
          const from = this.#ids.get(engine) ?? id
          this.sent.push({ from, to, signal })
          if (this.cut.has(from) || this.cut.has(to)) return
          const deliver = () => void setTimeout(() => this.engines.get(to)?.receive(from, structuredClone(signal)), 1)
          if (this.#held) this.#held.push(deliver)
          else deliver()
        },
        changed: () => this.#changed(),
      },
    )
    this.engines.set(id, engine)
    engine.join(grant, id)
    return engine
  }

  /** The page has a new session. */
  renew(id: string, newId: string): void {
    const engine = this.engines.get(id)
    if (!engine) throw new Error(`no page ${id}`)
    this.engines.delete(id)
    this.engines.set(newId, engine)
    this.#ids.set(engine, newId)
    engine.join(grant, newId)
  }

  /** Signals no longer arrive. */
  hold(): void {
    this.#held = []
  }

  /** Signals arrive again in order, delayed ones first. */
  release(): void {
    for (const deliver of this.#held ?? []) deliver()
    this.#held = undefined
  }

  /** Gives every page the list of sessions. `placeless`: those without an audio place. */
  meet(placeless: readonly string[] = []): void {
    const ids = Array.from(this.engines.keys())
    for (const [self, engine] of this.engines) {
      const isPlaced = (id: string) => !placeless.includes(self) && !placeless.includes(id)
      const others = ids.filter((id) => id !== self)
      engine.setPeers(others.map((id) => ({ participantId: id, audible: true, sharing: true, hasPlace: isPlaced(id) })))
    }
  }

  /** Resolves once `holds` returns true. It is called after every change of an engine. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (this.#changed = resolve))
  }

  /** Resolves once every page is connected to every other. */
  allConnected(): Promise<void> {
    return this.until(() =>
      Array.from(this.engines.values()).every(
        (engine) =>
          engine.peers().size === this.engines.size - 1 &&
          Array.from(engine.peers().values()).every(({ state, trouble }) => state === 'connected' && !trouble),
      ),
    )
  }

  [Symbol.dispose](): void {
    for (const engine of this.engines.values()) engine.close()
  }
}

/** A connection that a test can make fail. */
export type Breakable = Readonly<{ connection: RTCPeerConnection; set: (broken: boolean) => void }>

function breakable(target: RTCPeerConnection): Breakable {
  let isBroken = false
  let notify: () => void = () => undefined
  const connection = new Proxy(target, {
    get(_, name) {
      if (name === 'connectionState' && isBroken) return 'failed'
      if (name === 'addEventListener')
        return (type: string, listener: () => void) => {
          if (type === 'connectionstatechange') notify = listener
          target.addEventListener(type, listener)
        }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return {
    connection,
    set(broken) {
      isBroken = broken
      notify()
    },
  }
}

/** A tone that sounds until it is disposed. */
export function openTone(): { track: MediaStreamTrack } & Disposable {
  const source = new nonstandard.RTCAudioSource()
  const track = source.createTrack()
  let at = 0
  const timer = setInterval(() => {
    const samples = new Int16Array(RATE / 100)
    for (let i = 0; i < samples.length; i += 1, at += 1) samples[i] = 8_000 * Math.sin((2 * Math.PI * 440 * at) / RATE)
    source.onData({ samples, sampleRate: RATE, bitsPerSample: 16, channelCount: 1, numberOfFrames: samples.length })
  }, 10)
  return {
    track,
    [Symbol.dispose]() {
      clearInterval(timer)
      track.stop()
    },
  }
}

/** Resolves with the loudest sample of the next `frames` blocks of ten milliseconds. */
export function hearLoudest(track: MediaStreamTrack, frames: number): Promise<number> {
  const sink = new nonstandard.RTCAudioSink(track)
  return new Promise((resolve) => {
    let loudest = 0
    let heard = 0
    sink.ondata = ({ samples }: { samples: Int16Array }) => {
      for (const sample of samples) loudest = Math.max(loudest, Math.abs(sample))
      heard += 1
      if (heard < frames) return
      sink.stop()
      resolve(loudest)
    }
  })
}
