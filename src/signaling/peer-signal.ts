import type { PeerSignal } from '../../contract/signaling/media.ts'

/** The signal anew, of what the contract knows alone: nothing else that a client thinks of is sent to another. */
export function copySignal(signal: PeerSignal): PeerSignal {
  if ('description' in signal) {
    const { type, sdp } = signal.description
    return { description: { type, sdp } }
  }
  if ('candidate' in signal) {
    const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = signal.candidate
    return {
      candidate: {
        candidate,
        ...(sdpMid !== undefined && { sdpMid }),
        ...(sdpMLineIndex !== undefined && { sdpMLineIndex }),
        ...(usernameFragment !== undefined && { usernameFragment }),
      },
    }
  }
  return { reset: true }
}
