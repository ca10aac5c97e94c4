import type { EntryAnswer } from '../../../contract/web/types.ts'
import type { DeviceName } from '../../../contract/text/device-name.ts'
import type { Arrival } from '../meeting/arrival.ts'
import type { FindPeople } from '../people/colleague-search.ts'

/** What opens a meeting: its code and at most one other proof. The sign-in cookie counts as well. */
export type Proofs = Omit<Extract<Arrival, { kind: 'link' }>, 'kind'>

/** The requests of the meeting page. Each throws `ApiError`. */
export type EntryCalls = Readonly<{
  lookUp: (request: Proofs & { guest?: string; claimsHost?: boolean }) => Promise<EntryAnswer>
  pass: (
    request: Proofs & { device: DeviceName; nick?: string; guest?: string; claimsHost?: boolean; waits?: boolean },
  ) => Promise<{ ticket: string; guest?: string }>
  findPeople: FindPeople
}>
