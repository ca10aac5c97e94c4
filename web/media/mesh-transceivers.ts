import type { LocalTracks, PeerMedia, Picture, Source } from './engine.ts'
import type { Budget } from './mesh-budget.ts'

/** Their order in the description. It is the same in every page, so the other page knows what each track is. */
const ORDER: readonly Source[] = ['microphone', 'camera', 'screen']

/**
 * The media of one connection: three transceivers in both directions, agreed once. Switching something on or off only adds
 * or removes a track, which needs no negotiation.
 */
export class MeshTransceivers {
  readonly #picture: (track: MediaStreamTrack) => Picture
  #lines: Partial<Record<Source, RTCRtpTransceiver>> = {}
  #pictures: Partial<Record<Source, Picture>> = {}
  #tracks: LocalTracks = {}
  #budget: Budget | undefined
  #audible = false
  /** Time of the newest packet whose level was read. */
  #measuredAt = 0

  constructor(picture: (track: MediaStreamTrack) => Picture) {
    this.#picture = picture
  }

  /** Gives transceivers for a new connection, with the same tracks, budget and audibility. */
  anew(): MeshTransceivers {
    const next = new MeshTransceivers(this.#picture)
    next.#tracks = this.#tracks
    next.#budget = this.#budget
    next.#audible = this.#audible
    return next
  }

  /** Adds the transceivers to a connection. For the page that makes the offer. */
  create(connection: RTCPeerConnection): void {
    for (const source of ORDER)
      this.#use(
        source,
        connection.addTransceiver(source === 'microphone' ? 'audio' : 'video', { direction: 'sendrecv' }),
      )
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

  setAudible(audible: boolean): void {
    this.#audible = audible
    const line = this.#lines.microphone
    if (line) line.receiver.track.enabled = audible
  }

  /** `sound` is there only while the person may be heard. */
  pictures(): Pick<PeerMedia, 'sound' | 'camera' | 'screen'> {
    const { microphone, camera, screen } = this.#pictures
    return {
      ...(microphone && this.#audible && { sound: microphone }),
      ...(camera && { camera }),
      ...(screen && { screen }),
    }
  }

  /** The level of what arrived since the last call. */
  level(): number {
    const receiver = this.#lines.microphone?.receiver
    // Browsers report the newest packet for ten seconds, even when nothing follows it.
    const newest = receiver?.getSynchronizationSources?.()[0]
    if (!newest || newest.timestamp === this.#measuredAt) return 0
    this.#measuredAt = newest.timestamp
    return this.#audible ? (newest.audioLevel ?? 0) : 0
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
    this.#pictures[source] = this.#picture(line.receiver.track)
    this.#fill(source)
    if (source === 'microphone') line.receiver.track.enabled = this.#audible
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
    if (source === 'microphone') encoding.maxBitrate = audio
    else encoding.maxBitrate = (source === 'camera' ? camera : screen).bitRate
    if (source === 'camera') encoding.scaleResolutionDownBy = camera.scale
    if (source !== 'microphone') encoding.maxFramerate = (source === 'camera' ? camera : screen).frames
    await sender.setParameters(parameters).catch(() => undefined) // a browser that cannot do this sends more
  }
}
