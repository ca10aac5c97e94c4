/** Cameras that are on. `fromOutside`: of people from outside who are neither host nor co-host. */
export type Cameras = Readonly<{ all: number; fromOutside: number }>

/**
 * Whether a further camera can come on, for a person who is neither host nor co-host. Half of the cameras, rounded down, are
 * for people of the organization. `lent`: only if a camera of a person from outside goes off for it.
 */
export function cameraFor(
  { outside }: Readonly<{ outside: boolean }>,
  { all, fromOutside }: Cameras,
  maxVideo: number,
): 'free' | 'lent' | 'none' {
  if (all < maxVideo) return 'free'
  const maxOutside = maxVideo - Math.floor(maxVideo / 2)
  return !outside && fromOutside > maxOutside ? 'lent' : 'none'
}
