import { OwnMedia, type StoredSwitches } from '../state/devices/own-media.ts'
import { BrowserDevices } from './devices.ts'
import { openEffects } from './open-effects.ts'

/** The devices of this browser with their effects. */
export function openOwnMedia(switches: StoredSwitches): OwnMedia {
  // The type says that it always exists; without https it does not.
  const media = navigator.mediaDevices as MediaDevices | undefined
  return new OwnMedia(new BrowserDevices(media, () => localStorage), openEffects(), switches)
}
