import { io } from 'socket.io-client'
import type { Clock } from '../../client/clock.ts'
import { ConferenceClient } from '../../client/conference-client.ts'
import { LobbyClient, type LobbyListener } from '../../client/lobby-client.ts'

const systemClock: Clock = {
  now: () => Date.now(),
  wait(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}

/** Opens a session without sound in the conference that the ticket is for. No other program can resume it. */
export function openSession(server: URL, ticket: string): ConferenceClient {
  return new ConferenceClient({ connect: io, clock: systemClock, server, ticket, withoutSound: true })
}

/** Connects a person to the lobby. `signIn` gives their token. It is called before each connection, since tokens expire. */
export function openLobby(
  server: URL,
  { signIn, listener }: { signIn: () => Promise<string>; listener: LobbyListener },
): LobbyClient {
  return new LobbyClient({ connect: io, clock: systemClock, server, personToken: signIn, listener })
}
