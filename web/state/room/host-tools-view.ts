/** The settings of the running meeting, and what host and co-hosts do to everybody. */
export type HostToolsView = Readonly<{
  locked: boolean
  waitingRoom: boolean
  /** People join muted: all of them, or those who join a crowd. */
  muteOnJoin: boolean
  /** Everyone may share a screen. */
  sharing: boolean
  /** Everyone may chat and react. */
  chat: boolean
  set: (setting: HostSetting, on: boolean) => void
  /** `force`: people may not unmute themselves. */
  muteAll: (how: { force: boolean }) => void
  /** Present while someone in the meeting may not unmute. */
  allowUnmuting?: () => void
  /** Present while a hand is up. */
  lowerHands?: () => void
}>

/** A setting of the running meeting that is on or off. */
export type HostSetting = 'locked' | 'waitingRoom' | 'muteOnJoin' | 'sharing' | 'chat'
