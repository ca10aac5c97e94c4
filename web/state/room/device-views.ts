/** Why a device gives nothing; the view has a help text for each. */
export type DeviceTrouble =
  /** The person, or a setting of the browser, said no for this site. */
  | 'blocked-by-browser'
  /** The operating system does not let the browser use it. */
  | 'blocked-by-system'
  /** There is none. */
  | 'not-found'
  /** Another program has it, or it does not answer. */
  | 'in-use'
  /** The page is not on https, or the browser cannot do it. */
  | 'unsupported'
  /** It was there, and was unplugged. */
  | 'unplugged'

export type DeviceChoice = Readonly<{
  id: string
  /** Empty until the browser may tell it; then say "Microphone 1" by its place in the list. */
  label: string
  chosen: boolean
}>

/** The lists are empty where there is nothing to choose from. What is chosen is remembered in this browser. */
export type DevicesView = Readonly<{
  microphones: readonly DeviceChoice[]
  cameras: readonly DeviceChoice[]
  /** Empty also where the browser does not let a page choose. */
  speakers: readonly DeviceChoice[]
  chooseMicrophone: (id: string) => void
  chooseCamera: (id: string) => void
  chooseSpeaker: (id: string) => void
}>

/** A switch of one's own: `toggle` is absent when it cannot be used now. */
export type SwitchView = Readonly<{
  on: boolean
  /** It is being opened: the browser may be asking the person. */
  busy: boolean
  trouble?: DeviceTrouble
  toggle?: () => void
}>
