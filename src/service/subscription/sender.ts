import type { OutgoingEvent } from './outgoing-event.ts'

/** Where an app gets its events over HTTP, with what signs them. */
export type Endpoint = Readonly<
  | { way: 'callback'; url: string; token: string; aesKey: string; ownerKey: string }
  /** `secrets`: newest first. Each signs, so that a receiver can change its secret. */
  | { way: 'webhook'; url: string; secrets: readonly string[] }
>

export type SendFailure =
  | 'address-refused'
  | 'redirected'
  | 'timed-out'
  | 'not-reached'
  | 'wrong-status'
  | 'wrong-answer'

/**
 * `answer`: the first 64 KB of the body. `isAnswerHidden`: it is left out, since the address is not public. `ms`: how long it
 * took.
 */
export type SendOutcome = Readonly<
  { ms: number; answer?: string; isAnswerHidden?: boolean } & (
    | { ok: true; status: number }
    | { ok: false; failure: SendFailure; status?: number }
  )
>

export interface Sender {
  /** Whether events may be sent to one of the addresses that a URL has now. So they may to a name that is not found. */
  allows(url: string): Promise<boolean>
  /** Never throws for what an endpoint does. @throws the reason of `signal` when it is aborted */
  send(endpoint: Endpoint, event: OutgoingEvent, signal: AbortSignal): Promise<SendOutcome>
}
