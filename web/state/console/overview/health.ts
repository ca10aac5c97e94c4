import type { OverviewAnswer } from '../../../../contract/web/console-live-types.ts'

/** `low`: it works, and needs attention soon. */
type HealthState = 'works' | 'low' | 'trouble'

type Health = NonNullable<OverviewAnswer['health']>
type Media = OverviewAnswer['media']

/** A part that the server needs, with what is known about it. */
export type HealthPart = Readonly<
  { state: HealthState } & (
    | { part: 'database'; database: Health['database'] }
    | { part: 'media'; media: Media }
    | { part: 'disk'; disk: NonNullable<Health['disk']> }
    | { part: 'redis'; redis: NonNullable<Health['redis']> }
  )
>

/** A disk with less than a tenth left needs attention. */
const LOW = 0.1

/** The parts of a server in the order in which they are shown. Parts that it does not use are left out. */
export function listHealth({ database, disk, redis }: Health, media: Media): readonly HealthPart[] {
  return [
    { part: 'database', state: database.up ? 'works' : 'trouble', database },
    { part: 'media', state: media.down ? 'trouble' : 'works', media },
    ...(disk ? [{ part: 'disk', state: disk.freeBytes < disk.totalBytes * LOW ? 'low' : 'works', disk } as const] : []),
    ...(redis ? [{ part: 'redis', state: redis.connected ? 'works' : 'trouble', redis } as const] : []),
  ]
}
