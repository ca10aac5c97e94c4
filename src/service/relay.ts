/** How one kind of message is handled by this server. */
export type RelayChannel<M extends object> = Readonly<{
  /** Takes a message of another server. Those of one server arrive in order. */
  receive: (message: M) => void
  /** What another server may lack that was not connected: all messages that still count. Receiving one twice has no effect. */
  held?: () => Iterable<M>
}>

/**
 * Carries what no log contains between the servers of one store. A message may be lost while a server is not connected;
 * when it is connected again, it and the others tell each other what they hold.
 */
export interface Relay {
  /** From 0 to 999, another one for each server. It may change when the server connects again. */
  readonly serverNumber: number
  /**
   * Opens a channel before the server connects. Its `name` is the same on every server.
   *
   * @returns sends a message to all other servers
   */
  open<M extends object>(name: string, channel: RelayChannel<M>): (message: M) => void
}
