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

/** `answer`: the first 64 KB of the body. `ms`: how long it took. */
export type SendOutcome = Readonly<
  | { ok: true; status: number; ms: number; answer: string }
  | { ok: false; failure: SendFailure; status?: number; ms: number; answer?: string }
>

export interface Sender {
  /** Never throws for what an endpoint does. @throws the reason of `signal` when it is aborted */
  send(endpoint: Endpoint, event: OutgoingEvent, signal: AbortSignal): Promise<SendOutcome>
}
