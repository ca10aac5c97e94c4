import { observable, type Readable } from '../../client/observable.ts'

/** Plays the sound of everybody else, also of people whose tile is on another page. */
export interface Sound {
  /** By a name of each sound. One that is not in the map is silent. */
  play(sounds: ReadonlyMap<string, MediaStream>): void
  /** Plays on another speaker, by its device id. */
  choose(speaker: string | undefined): void
  /** Whether the browser refuses to play sound before a click. */
  readonly blocked: Readable<boolean>
  /** Must be called from a click handler. */
  allow(): void
  close(): void
}

type Player = Pick<HTMLAudioElement, 'srcObject' | 'play' | 'pause'> & Partial<Pick<HTMLAudioElement, 'setSinkId'>>

/** Plays each sound with an audio element of its own. */
export class ElementSound implements Sound {
  readonly blocked = observable(false)
  readonly #create: () => Player
  readonly #players = new Map<string, Player>()
  #speaker: string | undefined

  constructor(create: () => Player) {
    this.#create = create
  }

  play(sounds: ReadonlyMap<string, MediaStream>): void {
    for (const [id, player] of this.#players) {
      if (sounds.has(id)) continue
      player.pause()
      player.srcObject = null
      this.#players.delete(id)
    }
    for (const [id, sound] of sounds) {
      const player = this.#players.get(id) ?? this.#open(id)
      if (player.srcObject === sound) continue
      player.srcObject = sound
      this.#start(player)
    }
  }

  choose(speaker: string | undefined): void {
    if (speaker === this.#speaker) return
    this.#speaker = speaker
    for (const player of this.#players.values()) this.#route(player)
  }

  allow(): void {
    this.blocked.set(false)
    for (const player of this.#players.values()) this.#start(player)
  }

  close(): void {
    this.play(new Map())
  }

  #open(id: string): Player {
    const player = this.#create()
    this.#players.set(id, player)
    this.#route(player)
    return player
  }

  #start(player: Player): void {
    player.play().catch((error: unknown) => {
      // Every other failure means that the stream was replaced meanwhile.
      if (error instanceof Error && error.name === 'NotAllowedError') this.blocked.set(true)
    })
  }

  #route(player: Player): void {
    if (this.#speaker === undefined) return
    // If the chosen speaker is gone, the system's default plays.
    player.setSinkId?.(this.#speaker).catch(() => undefined)
  }
}
