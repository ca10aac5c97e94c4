import type { OutgoingEvent } from './outgoing-event.ts'

/**
 * `later`: the app asks for it again. `failed`: it answered with an error, or not in time. `not-taken`: its connections are for
 * other types of events.
 */
export type StreamOutcome = 'done' | 'later' | 'failed' | 'not-taken' | 'no-connection'

/** The connections over which apps get events in stream mode. */
export interface StreamConnections {
  /** The apps that have a connection for events to this server. */
  readonly clientIds: ReadonlySet<string>
  /**
   * Sends to one of the connections of an app to this server, at random, and waits for the answer.
   *
   * @throws the reason of `signal` when it is aborted
   */
  send(clientId: string, event: OutgoingEvent, signal?: AbortSignal): Promise<StreamOutcome>
  /** Called when an app gets its first connection to this server, or loses the last. */
  onChange(listener: (clientId: string) => void): void
}
