import type { DeviceName } from '../../../contract/text/device-name.ts'

/** The platform that the browser names. An iPad calls itself a Mac, but has a touch screen. */
export function readDevice(userAgent: string, touchPoints: number): DeviceName {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'iOS'
  if (/Android/.test(userAgent)) return 'Android'
  if (/Windows/.test(userAgent)) return 'Win'
  if (/Macintosh|Mac OS X/.test(userAgent)) return touchPoints > 1 ? 'iOS' : 'Mac'
  return /Linux/.test(userAgent) ? 'Linux' : 'other'
}
