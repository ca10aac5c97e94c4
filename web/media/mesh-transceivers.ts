import type { LocalTracks, PeerMedia, Picture, Source } from './engine.ts'
import type { Budget } from './mesh-budget.ts'

/**
 * Their order in the description. It is the same in every page, so the other page knows what each track is. New ones come
 * last: a page of an earlier version does not know them.
 */
const ORDER: readonly Source[] = ['microphone', 'camera', 'screen', 'screenSound']
/** Music needs more than a voice. In bit/s. */
const SCREEN_SOUND_BIT_RATE = 64_000

/** Makes of a received track what is shown or played. */
type Made = Readonly<{
  picture: (track: MediaStreamTrack) => Picture
  sound: (track: MediaStreamTrack) => MediaStream
}>

/** What of another session is played. */
export type Heard = Readonly<{ voice: boolean; screen: boolean }>

/**
 * The media of one connection: transceivers in both directions, agreed once. Switching something on or off only adds
 * or removes a track, which needs no negotiation.
 */
export class MeshTransceivers {
  readonly #make: Made
  #lines: Partial<Record<Source, RTCRtpTransceiver>> = {}
  #pictures: Partial<Record<'camera' | 'screen', Picture>> = {}
  #sounds: Partial<Record<'microphone' | 'screenSound', MediaStream>> = {}
  #tracks: LocalTracks = {}
  #budget: Budget | undefined
  #heard: Heard = { voice: false, screen: false }
  /** Time of the newest packet whose level was read. */
  #measuredAt = 0

  constructor(make: Made) {
    this.#make = make
  }

  /** Gives transceivers for a new connection, with the same tracks, budget and what is heard. */
  anew(): MeshTransceivers {
    const next = new MeshTransceivers(this.#make)
    next.#tracks = this.#tracks
    next.#budget = this.#budget
    next.#heard = this.#heard
    return next
  }

  /** Adds the transceivers to a connection. For the page that makes the offer. */
  create(connection: RTCPeerConnection): void {
    for (const source of ORDER)
      this.#use(source, connection.addTransceiver(isSound(source) ? 'audio' : 'video', { direction: 'sendrecv' }))
  }

  /** Takes over the transceivers that came with the offer. For the page that answers. */
  adopt(connection: RTCPeerConnection): void {
    const offered = connection.getTransceivers()
    ORDER.forEach((source, at) => {
      const line = offered[at]
      if (!line || this.#lines[source] === line) return
      line.direction = 'sendrecv'
      this.#use(source, line)
    })
  }

  setTracks(tracks: LocalTracks): void {
    this.#tracks = tracks
    for (const source of ORDER) this.#fill(source)
  }

  setBudget(budget: Budget): void {
    if (budget === this.#budget) return
    this.#budget = budget
    this.applyBudget()
  }

  setHeard(heard: Heard): void {
    this.#heard = heard
    for (const source of ORDER) this.#silence(source)
  }

  /** `sound` is there only while the person may be heard, and `screenSound` only while they share a screen. */
  pictures(): Pick<PeerMedia, 'sound' | 'camera' | 'screen' | 'screenSound'> {
    const { camera, screen } = this.#pictures
    const { microphone, screenSound } = this.#sounds
    return {
      ...(microphone && this.#heard.voice && { sound: microphone }),
      ...(camera && { camera }),
      ...(screen && { screen }),
      ...(screenSound && this.#heard.screen && { screenSound }),
    }
  }

  /** The level of what arrived since the last call. */
  level(): number {
    const receiver = this.#lines.microphone?.receiver
    // Browsers report the newest packet for ten seconds, even when nothing follows it.
    const newest = receiver?.getSynchronizationSources?.()[0]
    if (!newest || newest.timestamp === this.#measuredAt) return 0
    this.#measuredAt = newest.timestamp
    return this.#heard.voice ? (newest.audioLevel ?? 0) : 0
  }

  /** The kind of media that a `mid` in the statistics belongs to. */
  sourceOf(mid: unknown): Source | undefined {
    return typeof mid === 'string' ? ORDER.find((source) => this.#lines[source]?.mid === mid) : undefined
  }

  /** Applies the budget again, after negotiation has created the encodings. */
  applyBudget(): void {
    for (const source of ORDER) void this.#limit(source)
  }

  #use(source: Source, line: RTCRtpTransceiver): void {
    this.#lines[source] = line
    const { track } = line.receiver
    if (isSound(source)) this.#sounds[source] = this.#make.sound(track)
    else this.#pictures[source] = this.#make.picture(track)
    this.#fill(source)
    this.#silence(source)
  }

  /** A sound that must not be heard is silent, even if the other page keeps sending it. */
  #silence(source: Source): void {
    const line = this.#lines[source]
    if (line && isSound(source)) line.receiver.track.enabled = this.#heard[source === 'microphone' ? 'voice' : 'screen']
  }

  #fill(source: Source): void {
    const sender = this.#lines[source]?.sender
    const track = this.#tracks[source] ?? null
    // It fails only if the connection closed meanwhile.
    if (sender && sender.track !== track) void sender.replaceTrack(track).catch(() => undefined)
  }

  async #limit(source: Source): Promise<void> {
    const sender = this.#lines[source]?.sender
    if (!sender || !this.#budget) return
    const parameters = sender.getParameters()
    const encoding = parameters.encodings?.[0]
    if (!encoding) return
    const { audio, camera, screen } = this.#budget
    if (isSound(source)) encoding.maxBitrate = source === 'microphone' ? audio : SCREEN_SOUND_BIT_RATE
    else {
      encoding.maxBitrate = (source === 'camera' ? camera : screen).bitRate
      encoding.maxFramerate = (source === 'camera' ? camera : screen).frames
    }
    if (source === 'camera') encoding.scaleResolutionDownBy = camera.scale
    await sender.setParameters(parameters).catch(() => undefined) // a browser that cannot do this sends more
  }
}

function isSound(source: Source): source is 'microphone' | 'screenSound' {
  return source === 'microphone' || source === 'screenSound'
}
