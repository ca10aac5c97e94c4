import { REACTIONS } from '../../../contract/signaling/constants.ts'
import type { Control } from '../../../contract/signaling/control.ts'
import type { Done, Reaction, RefusalCode } from '../../../contract/signaling/types.ts'
import { audioOf, fullness, isInside, leads, limitsOf, type RoomFacts } from './facts.ts'
import type { OwnDevice, OwnMedia } from './own-media.ts'
import type { OwnView } from './views.ts'
import type { SwitchView } from './device-views.ts'

/** For whoever leads the meeting: the server refuses him nothing for want of room. */
const NOT_FULL = { video: false, media: false } as const

export type OwnActs = Readonly<{
  control: (control: Control) => Promise<Done>
  react: (reaction: Reaction) => void
  setHand: (up: boolean) => void
  refused: (code: RefusalCode) => void
  changed: () => void
}>

/** One's own switches in the room: what they show, and what they may do. */
export class OwnControls {
  readonly #media: OwnMedia
  readonly #acts: OwnActs
  readonly #facts: () => RoomFacts
  /** The microphone is on only as long as a key is held. */
  #held = false

  /** @param facts gives the facts of the moment */
  constructor(media: OwnMedia, facts: () => RoomFacts, acts: OwnActs) {
    this.#media = media
    this.#facts = facts
    this.#acts = acts
  }

  view(facts: RoomFacts): OwnView {
    const { conference, own, handUp, self: seat } = facts
    const full = leads(seat?.member) ? NOT_FULL : fullness(conference)
    const audio = seat ? audioOf(seat, facts.ownStage) : 'off'
    const inside = isInside(conference)
    const order = seat && facts.hands.get(seat.member.key)
    const limited = conference.roster?.conference.sharing === 'hosts' && !leads(seat?.member)
    const sharing = own.screen.track !== undefined
    const unsupported = !this.#media.devices.canShare
    const mayTalk = audio === 'on' || audio === 'off'
    const cameraFull = full.video && !own.camera.on
    return {
      audio,
      // Off and on work without a connection, too; only what the host has done is undone by the server.
      microphone: toSwitch(own.microphone, audio === 'barred' ? undefined : () => this.#toggleMicrophone()),
      camera: {
        ...toSwitch(own.camera, cameraFull ? undefined : () => this.#toggleCamera()),
        full: full.video,
      },
      share: {
        on: sharing,
        limited,
        unsupported,
        ...((sharing || (!limited && !unsupported && !full.media && inside)) && {
          toggle: () => this.#toggleShare(),
        }),
      },
      hand: {
        up: handUp,
        ...(handUp && order !== undefined && { order }),
        ...(inside && { toggle: () => this.#acts.setHand(!this.#facts().handUp) }),
      },
      ...(inside && { react: this.#acts.react }),
      reactions: REACTIONS,
      talk: {
        held: this.#held,
        ...(mayTalk && !own.microphone.on && !own.microphone.busy && { hold: () => this.#hold() }),
        ...(this.#held && { release: () => this.release() }),
      },
      devices: this.#media.devicesView(),
      mediaFull: full.media,
      limits: limitsOf(conference),
      cutOff: facts.isCutOff,
    }
  }

  /** Asked by the host, or by his own button: the server is asked first where the host had muted him. */
  async unmute(): Promise<void> {
    const seat = this.#facts().self
    if (seat && audioOf(seat, undefined) !== 'off') {
      const done = await this.#acts.control({ type: 'unmute-self' })
      if (!done.ok) return this.#acts.refused(done.code)
    }
    await this.#media.set('microphone', true)
  }

  /** Also when the page loses the keyboard: a key that is let go elsewhere is not heard of. */
  release(): void {
    if (!this.#held) return
    this.#held = false
    void this.#media.set('microphone', false)
    this.#acts.changed()
  }

  #hold(): void {
    if (this.#held) return
    this.#held = true
    void this.#media.set('microphone', true)
    this.#acts.changed()
  }

  #toggleMicrophone(): void {
    this.#held = false
    if (this.#facts().own.microphone.on) void this.#media.set('microphone', false)
    else void this.unmute()
  }

  #toggleCamera(): void {
    void this.#media.set('camera', !this.#facts().own.camera.on)
  }

  #toggleShare(): void {
    if (this.#facts().own.screen.track) this.#media.stopSharing()
    else void this.#media.shareScreen()
  }
}

export function toSwitch({ on, busy, trouble }: OwnDevice, toggle: (() => void) | undefined): SwitchView {
  return { on, busy, ...(trouble && { trouble }), ...(toggle && !busy && { toggle }) }
}
