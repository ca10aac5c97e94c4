import { REACTIONS } from '../../../contract/signaling/constants.ts'
import type { Control } from '../../../contract/signaling/control.ts'
import type { Done, Reaction, RefusalCode } from '../../../contract/signaling/types.ts'
import { muterOf } from './notice-events.ts'
import { audioOf, isJoined, isHostOrCoHost, limitsOf, placeless, type RoomFacts } from './facts.ts'
import { toDevicesView, toEffectsView } from '../devices/choices.ts'
import { toSwitch, type OwnMedia } from '../devices/own-media.ts'
import type { OwnView } from './views.ts'

/** What the switches do beyond the devices. `changed` is called when a view must be made again. */
export type OwnActs = Readonly<{
  control: (control: Control) => Promise<Done>
  react: (reaction: Reaction) => void
  setHand: (up: boolean) => void
  refused: (code: RefusalCode) => void
  /** The person wants their camera on, and too many others are on. */
  cameraRefused: () => void
  changed: () => void
  /** The person wants this page, which joined without sound, to have sound. */
  turnSoundOn: () => void
}>

/** The person's own switches in the room: what they show and which actions they have. */
export class OwnControls {
  readonly #media: OwnMedia
  readonly #acts: OwnActs
  readonly #facts: () => RoomFacts
  /** The microphone is on only while a key is held. */
  #isHolding = false

  /** @param facts gives the current facts */
  constructor(media: OwnMedia, facts: () => RoomFacts, acts: OwnActs) {
    this.#media = media
    this.#facts = facts
    this.#acts = acts
  }

  /** The switches as they are with these facts. An action that is impossible is absent. */
  view(facts: RoomFacts): OwnView {
    const { conference, own, handUp, self: seat } = facts
    const audio = seat ? audioOf(seat, facts.ownMediaState) : 'off'
    const joined = isJoined(conference)
    const order = seat && facts.hands.get(seat.member.key)
    const limited = conference.roster?.conference.sharing === 'hosts' && !isHostOrCoHost(seat?.member)
    const sharing = own.screen.track !== undefined
    const unsupported = !this.#media.devices.canShare
    const isSilenced = seat?.session.withoutSound === true
    const canTalk = !isSilenced && (audio === 'on' || audio === 'off')
    return {
      audio,
      muter: seat ? muterOf(conference, seat.member) : {},
      // Off and on work without a connection too. Only a mute by the host must be lifted by the server.
      microphone: toSwitch(
        own.microphone,
        isSilenced || audio === 'barred' ? undefined : () => this.#toggleMicrophone(),
      ),
      camera: {
        ...toSwitch(own.camera, isSilenced ? undefined : () => this.#toggleCamera()),
        full: facts.areCamerasFull,
      },
      share: {
        on: sharing,
        sound: own.screen.sound !== undefined,
        limited,
        unsupported,
        ...((sharing || (!limited && !unsupported && !facts.isCutOff && joined)) && {
          toggle: () => this.#toggleShare(),
        }),
      },
      hand: {
        up: handUp,
        ...(handUp && order !== undefined && { order }),
        ...(joined && { toggle: () => this.#acts.setHand(!this.#facts().handUp) }),
      },
      ...(joined && conference.roster?.conference.chat !== false && { react: this.#acts.react }),
      reactions: REACTIONS,
      talk: {
        held: this.#isHolding,
        ...(canTalk && !own.microphone.on && !own.microphone.busy && { hold: () => this.#hold() }),
        ...(this.#isHolding && { release: () => this.release() }),
      },
      devices: toDevicesView(this.#media),
      effects: toEffectsView(this.#media),
      unheard: isHostOrCoHost(seat?.member) ? placeless(conference).map(({ member }) => member.nick) : [],
      limits: limitsOf(conference),
      cutOff: facts.isCutOff && !isSilenced,
      ...(isSilenced && { withoutSound: { turnOn: () => this.#acts.turnSoundOn() } }),
    }
  }

  /** Turns the microphone on. If the host has muted the person, first asks the server to lift that. */
  async unmute(): Promise<void> {
    const seat = this.#facts().self
    if (seat && audioOf(seat, undefined) !== 'off') {
      const done = await this.#acts.control({ type: 'unmute-self' })
      if (!done.ok) return this.#acts.refused(done.code)
    }
    await this.#media.set('microphone', true)
  }

  /** Ends holding to talk. Call it also when the page loses the focus, since no event says that the key is released then. */
  release(): void {
    if (!this.#isHolding) return
    this.#isHolding = false
    void this.#media.set('microphone', false)
    this.#acts.changed()
  }

  #hold(): void {
    if (this.#isHolding) return
    this.#isHolding = true
    void this.#media.set('microphone', true)
    this.#acts.changed()
  }

  #toggleMicrophone(): void {
    this.#isHolding = false
    if (this.#facts().own.microphone.on) void this.#media.set('microphone', false)
    else void this.unmute()
  }

  #toggleCamera(): void {
    const { own, areCamerasFull, isCutOff } = this.#facts()
    if (!own.camera.on && (areCamerasFull || isCutOff)) return this.#acts.cameraRefused()
    void this.#media.set('camera', !own.camera.on)
  }

  #toggleShare(): void {
    if (this.#facts().own.screen.track) this.#media.stopSharing()
    else void this.#media.shareScreen()
  }
}
