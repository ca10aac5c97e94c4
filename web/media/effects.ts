import { observable, type Readable } from '../../client/observable.ts'
import type { StoredText } from '../state/stored-text.ts'

/** What can be behind the person. `own`: a picture of theirs. The others after the blurs are drawn pictures. */
export const BACKGROUNDS = ['none', 'blur', 'strong-blur', 'dawn', 'sea', 'forest', 'paper', 'own'] as const
export type Background = (typeof BACKGROUNDS)[number]

/** The device whose track an effect changes. */
type EffectDevice = 'microphone' | 'camera'
export type EffectName = 'background' | 'noise'
export type EffectChoice = Readonly<{
  background: Background
  /** Our own noise suppression, instead of the browser's. */
  noise: boolean
}>

/** Why an effect was switched off. */
export type EffectTrouble =
  /** The device could not keep up with it. */
  | 'slow'
  /** It could not be loaded, or stopped with an error. */
  | 'unavailable'

/** `track` has the effect. `stop` ends the effect, but not the track of the device. */
export type RunningEffect = Readonly<{ track: MediaStreamTrack; stop: () => void }>

/** What changes the person's own camera and microphone before they are sent. */
export interface Effects {
  /** Remembered in this browser. */
  readonly choice: Readable<EffectChoice>
  /** What this browser is able to do. */
  readonly supported: Readonly<Record<EffectName, boolean>>
  /** The own picture as a data URL; absent until the person has chosen one. */
  readonly ownPicture: Readable<string | undefined>
  choose(part: Partial<EffectChoice>): void
  /** Chooses a picture of the person's own. It stays in this browser. @returns whether the file is a picture */
  chooseOwnPicture(file: Blob): Promise<boolean>
  /**
   * Applies the chosen effect to an opened device. Resolves when the new track has its first content.
   *
   * @param failed called at most once, if the effect has to end later; the caller then stops it
   * @throws if the effect cannot be loaded
   */
  start(device: EffectDevice, track: MediaStreamTrack, failed: (why: EffectTrouble) => void): Promise<RunningEffect>
}

/** Whether an effect is chosen for the device, and possible. */
export function hasEffect({ choice, supported }: Effects, device: EffectDevice): boolean {
  const { background, noise } = choice.get()
  return device === 'camera' ? supported.background && background !== 'none' : supported.noise && noise
}

/** What applies one effect. It is loaded when the effect is used for the first time. */
export type EffectPlatform = Readonly<{
  supported: Effects['supported']
  /** `background` is read for each frame, so another one needs no new start. */
  openBackground: (
    track: MediaStreamTrack,
    background: () => BackgroundSource,
    failed: (why: EffectTrouble) => void,
  ) => Promise<RunningEffect>
  openNoise: (track: MediaStreamTrack, failed: (why: EffectTrouble) => void) => Promise<RunningEffect>
  /** A picture small enough to be stored, as a data URL. */
  shrink: (file: Blob) => Promise<string>
}>

/** What to paint behind the person: the address of the own picture is known only here. */
export type BackgroundSource = Readonly<{ background: Background; ownPicture?: string }>

/** The effects of this browser. They load their files when they are used. */
export class BrowserEffects implements Effects {
  readonly choice = observable<EffectChoice>({ background: 'none', noise: false })
  readonly ownPicture = observable<string | undefined>(undefined)
  readonly #platform: EffectPlatform
  readonly #stored: Readonly<{ choice: StoredText; ownPicture: StoredText }>

  constructor(platform: EffectPlatform, stored: Readonly<{ choice: StoredText; ownPicture: StoredText }>) {
    this.#platform = platform
    this.#stored = stored
    this.ownPicture.set(stored.ownPicture.read())
    this.choice.set(toChoice(stored.choice.read(), this.ownPicture.get() !== undefined))
  }

  get supported(): Effects['supported'] {
    return this.#platform.supported
  }

  choose(part: Partial<EffectChoice>): void {
    const next = { ...this.choice.get(), ...part }
    this.#stored.choice.write(`${next.background} ${next.noise ? 'on' : 'off'}`)
    this.choice.set(next)
  }

  async chooseOwnPicture(file: Blob): Promise<boolean> {
    const picture = await this.#platform.shrink(file).catch(() => undefined)
    if (picture === undefined) return false
    this.#stored.ownPicture.write(picture)
    this.ownPicture.set(picture)
    this.choose({ background: 'own' })
    return true
  }

  start(device: EffectDevice, track: MediaStreamTrack, failed: (why: EffectTrouble) => void): Promise<RunningEffect> {
    if (device === 'microphone') return this.#platform.openNoise(track, failed)
    return this.#platform.openBackground(track, () => this.#background(), failed)
  }

  #background(): BackgroundSource {
    const ownPicture = this.ownPicture.get()
    return { background: this.choice.get().background, ...(ownPicture !== undefined && { ownPicture }) }
  }
}

/** An unknown choice, as of a later version, counts as none. So does an own picture that is not stored any more. */
function toChoice(text: string | undefined, hasOwnPicture: boolean): EffectChoice {
  const [name, noise] = (text ?? '').split(' ')
  const background = BACKGROUNDS.find((each) => each === name && (each !== 'own' || hasOwnPicture)) ?? 'none'
  return { background, noise: noise === 'on' }
}
