import type { SendFailure } from '../service/subscription/sender.ts'

/** What is sent to an endpoint, and what counts as arrived. */
export type Outgoing = Readonly<{
  /** Added to the query of the endpoint. */
  query: Readonly<Record<string, string>>
  headers: Readonly<Record<string, string>>
  body: string
  /** From the lookup of the name to the end of the answer. */
  timeoutMs: number
  /** What is wrong with an answer; nothing if the event has arrived. */
  failureOf: (status: number, answer: string) => SendFailure | undefined
}>
