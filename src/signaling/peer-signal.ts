import type { PeerSignal } from '../../contract/signaling/media.ts'

/** A copy that has only the keys of the contract, so that clients cannot send each other anything else. */
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
