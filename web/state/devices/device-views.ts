import type { Background, EffectName, EffectTrouble } from '../../media/effects.ts'

/** Why a device does not work. The view has a help text for each. */
export type DeviceTrouble =
  /** The person or a browser setting blocked it for this site. */
  | 'blocked-by-browser'
  /** The operating system does not let the browser use it. */
  | 'blocked-by-system'
  /** There is no such device. */
  | 'not-found'
  /** Another program uses it, or it does not respond. */
  | 'in-use'
  /** The page is not served over https, or the browser does not support it. */
  | 'unsupported'
  /** It was unplugged while in use. */
  | 'unplugged'

/** Why a device could not be opened. */
export type OpenTrouble = Exclude<DeviceTrouble, 'unplugged'>
/** Why a screen cannot be shared. It is no trouble if the person closes the picker, or the shared window. */
export type ScreenTrouble = Exclude<OpenTrouble, 'blocked-by-browser'>

/** What failed, and why. */
export type DeviceFailure = Readonly<
  | { device: 'microphone' | 'camera'; trouble: DeviceTrouble }
  | { device: 'screen'; trouble: ScreenTrouble }
  /** An effect was switched off. Its device goes on without it. */
  | { device: EffectName; trouble: EffectTrouble }
>

/** A device that can be chosen. */
export type DeviceChoice = Readonly<{
  id: string
  /** Empty until the browser may reveal it. The view then shows "Microphone 1", by the place in the list. */
  label: string
  chosen: boolean
}>

/** A list is empty if there is nothing to choose from. The choice is remembered in this browser. */
export type DevicesView = Readonly<{
  microphones: readonly DeviceChoice[]
  cameras: readonly DeviceChoice[]
  /** Also empty if the browser does not let pages choose. */
  speakers: readonly DeviceChoice[]
  chooseMicrophone: (id: string) => void
  chooseCamera: (id: string) => void
  chooseSpeaker: (id: string) => void
}>

/** The switch of the person's own microphone or camera. `toggle` is absent while it cannot be used. */
export type SwitchView = Readonly<{
  on: boolean
  /** The device is being opened. The browser may be asking for permission. */
  busy: boolean
  trouble?: DeviceTrouble
  toggle?: () => void
}>

/** The effects on the person's own camera and microphone. What the browser cannot do is absent. */
export type EffectsView = Readonly<{
  background?: Readonly<{
    chosen: Background
    /** Without the own picture until there is one. */
    choices: readonly Background[]
    /** The own picture as a data URL. */
    ownPicture?: string
    /** It is loading. */
    busy: boolean
    /** Why it was switched off. */
    trouble?: EffectTrouble
    choose: (background: Background) => void
    /** @returns whether the file is a picture */
    chooseOwnPicture: (file: Blob) => Promise<boolean>
  }>
  noise?: Readonly<{ on: boolean; busy: boolean; trouble?: EffectTrouble; set: (on: boolean) => void }>
}>
