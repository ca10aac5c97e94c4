import { useSyncExternalStore } from 'react'

/** Something of this page that can be on or off. */
export type Toggle = Readonly<{ isOn: boolean; toggle: () => void }>

const onChange = (listener: () => void) => {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}

/** The whole page in full screen, so that menus and dialogs work there; `undefined` if the browser cannot do that. */
export function useFullScreen(): Toggle | undefined {
  const isOn = useSyncExternalStore(onChange, () => document.fullscreenElement !== null)
  if (!document.fullscreenEnabled) return undefined
  return {
    isOn,
    toggle() {
      // Browsers refuse this without a click. There was one.
      void (isOn ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined)
    },
  }
}
