import { byAppearance, type Roster } from '../../../client/roster.ts'
import { isHostOrCoHost } from './facts.ts'

/** What the end page says about the meeting. */
export type MeetingSummary = Readonly<{
  /** How long the person was in it, as far as this page knows. */
  durationMs: number
  /** Names of people who were in it too, by first appearance; 5 at most. */
  others: readonly string[]
  /** How many more there were. */
  moreOthers: number
  /** The conference whose attendance the person can see: they are host or co-host, and have an account. */
  attendanceOf?: string
}>

const MAX_NAMES = 5

/** What is known at the end of a session. `inMs`: how long this page was in the meeting. `self`: `key` of its member. */
export function summaryOf({
  inMs,
  roster,
  self,
}: Readonly<{ inMs: number; roster: Roster; self: string }>): MeetingSummary {
  const own = roster.present.get(self) ?? roster.past.get(self)
  const maySee = own?.unionId !== undefined && isHostOrCoHost(own)
  const others = byAppearance(new Map([...roster.present, ...roster.past]))
    .filter(({ key, joinTime }) => key !== self && joinTime !== undefined)
    .map(({ nick }) => nick)
  return {
    durationMs: inMs,
    others: others.slice(0, MAX_NAMES),
    moreOthers: Math.max(0, others.length - MAX_NAMES),
    ...(maySee && { attendanceOf: roster.conference.conferenceId }),
  }
}
