import type { OpenTrouble } from '../state/devices/device-views.ts'

/**
 * Why opening a device failed. Browsers differ: only Chromium reports that the operating system refused, and only as text.
 *
 * @see https://w3c.github.io/mediacapture-main/#dom-mediadevices-getusermedia
 */
export function troubleOf(error: unknown): OpenTrouble {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' }
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return /by system/i.test(message) ? 'blocked-by-system' : 'blocked-by-browser'
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'not-found'
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use'
    default:
      return 'unsupported'
  }
}
