import { observable, type Readable } from '../state/observable.ts'
import type { Picture } from './engine.ts'

/** Plays the others, whichever page of tiles is shown. */
export interface Sound {
  /** By `participantId`; whoever is not in it is not heard. */
  play(sounds: ReadonlyMap<string, Picture>): void
  choose(speaker: string | undefined): void
  /** The browser wants a click first. */
  readonly blocked: Readable<boolean>
  /** To be called in a click. */
  allow(): void
  close(): void
}

type Player = Pick<HTMLAudioElement, 'srcObject' | 'play' | 'pause'> & Partial<Pick<HTMLAudioElement, 'setSinkId'>>

export class ElementSound implements Sound {
  readonly blocked = observable(false)
  readonly #create: () => Player
  readonly #players = new Map<string, Player>()
  #speaker: string | undefined

  constructor(create: () => Player) {
    this.#create = create
  }

  play(sounds: ReadonlyMap<string, Picture>): void {
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
      // Any other failure is of a picture that was taken away meanwhile.
      if (error instanceof Error && error.name === 'NotAllowedError') this.blocked.set(true)
    })
  }

  #route(player: Player): void {
    if (this.#speaker === undefined) return
    // It is gone: the system's own speaker plays on.
    player.setSinkId?.(this.#speaker).catch(() => undefined)
  }
}
