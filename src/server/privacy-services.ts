import { setTimeout } from 'node:timers/promises'
import type { Audit } from '../service/account/audit.ts'
import type { Directory } from '../service/account/directory.ts'
import type { OpenMeetings } from '../service/account/open-meetings.ts'
import type { SignInEnds } from '../service/account/sign-in-ends.ts'
import type { Conductor } from '../service/conduct/conductor.ts'
import type { Heads } from '../service/conduct/heads.ts'
import { PastChanges } from '../service/conduct/past-changes.ts'
import { Erasure } from '../service/privacy/erasure.ts'
import { PersonalDataExport } from '../service/privacy/personal-data.ts'
import { Retention } from '../service/privacy/retention.ts'
import type { Roster } from '../service/read/roster.ts'
import type { Adapters } from './adapters.ts'

/** Other work of the server between two batches. */
const PAUSE_MS = 20

/** The services that delete what nobody wants to keep. */
export function createPrivacy(
  { store, clock, ids }: Pick<Adapters, 'store' | 'clock' | 'ids'>,
  {
    audit,
    directory,
    ends,
    meetings,
    conductor,
    heads,
    roster,
  }: {
    audit: Audit
    directory: Directory
    ends: SignInEnds
    meetings: OpenMeetings
    conductor: Conductor
    heads: Heads
    roster: Roster
  },
) {
  const parts = [conductor, heads, roster]
  const pause = () => setTimeout(PAUSE_MS, undefined, { ref: false })
  const pastChanges = new PastChanges({ store: store.pastChanges, parts })
  return {
    pastChanges,
    erasure: new Erasure({
      store: store.erasures,
      directory,
      audit,
      roster,
      ends,
      meetings,
      pastChanges,
      clock,
      ids,
      pause,
    }),
    personalData: new PersonalDataExport({ store: store.personalData, directory, audit, clock }),
    retention: new Retention({ store: store.retention, audit, parts, clock, ids, pause }),
  }
}
