import type { Socket } from 'socket.io-client'
import type { ConferenceClientEvents, ConferenceServerEvents } from '../contract/signaling/events.ts'
import type { Message } from './conference.ts'

/** Calls `notify` with what arrives and changes no state. */
export function relayMessages(
  socket: Socket<ConferenceServerEvents, ConferenceClientEvents>,
  notify: (message: Message) => void,
): void {
  socket.on('reacted', (reacted) => notify({ type: 'reacted', ...reacted }))
  socket.on('askedToUnmute', ({ by }) => notify({ type: 'asked-to-unmute', by }))
  socket.on('signal', (signal) => notify({ type: 'signal', ...signal }))
}
