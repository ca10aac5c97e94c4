import type { Colleague, EntryAnswer } from '../../../contract/web/types.ts'
import type { DeviceName } from '../../../contract/text/device-name.ts'
import type { Arrival } from './arrival.ts'

/** What opens a meeting: its code, and at most one of the others; the cookie counts beside it. */
export type Proofs = Omit<Extract<Arrival, { kind: 'link' }>, 'kind'>

/** What the meeting page asks of our server; each throws `ApiError`. */
export type EntryCalls = Readonly<{
  lookUp: (asked: Proofs & { guest?: string }) => Promise<EntryAnswer>
  pass: (
    asked: Proofs & { device: DeviceName; nick?: string; guest?: string; waits?: boolean },
  ) => Promise<{ ticket: string; guest?: string }>
  findPeople: (query: string) => Promise<readonly Colleague[]>
}>
