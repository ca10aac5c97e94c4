import { hasRole, type Member } from './member.ts'
import type { ExistingConference } from './state.ts'

/** How many cameras are on. `mayBeTaken`: for how many of them `mayTakeCamera` is true. */
export type Cameras = Readonly<{ all: number; mayBeTaken: number }>

export const NO_CAMERAS: Cameras = { all: 0, mayBeTaken: 0 }

/** Whether the camera of a member may be turned off for a person of the organization. */
export function mayTakeCamera(
  conference: Pick<ExistingConference, 'host'>,
  member: Pick<Member, 'key' | 'coHost' | 'outside'>,
): boolean {
  return member.outside && !hasRole(conference, member)
}

/** Who can turn on no further camera. Host and co-hosts are not limited. */
export type CamerasFull = 'nobody' | 'outside' | 'everyone'

/** Who can turn on no further camera, as `cameraFor` decides. */
export function camerasFull(cameras: Cameras, maxVideo: number): CamerasFull {
  if (cameraFor({ outside: false }, cameras, maxVideo) === 'none') return 'everyone'
  return cameraFor({ outside: true }, cameras, maxVideo) === 'none' ? 'outside' : 'nobody'
}

/**
 * Whether a further camera can come on, for a person who is neither host nor co-host. Half of the cameras, rounded down, are
 * for people of the organization. `taken`: only if another camera, of a person from outside, goes off for it.
 */
export function cameraFor(
  { outside }: Readonly<{ outside: boolean }>,
  { all, mayBeTaken }: Cameras,
  maxVideo: number,
): 'free' | 'taken' | 'none' {
  if (all < maxVideo) return 'free'
  const maxOutside = Math.ceil(maxVideo / 2)
  return !outside && mayBeTaken > maxOutside ? 'taken' : 'none'
}
