import type { SessionClient } from './session-client.ts'

/** As often as pages tell. */
const EVERY_MS = 10_000

/**
 * Has `session` tell the server how long its answers take, now and every ten seconds until disposed of. A program
 * sends and receives no sound and no picture, so that is all it can measure.
 */
export function tellQuality(session: SessionClient): Disposable {
  const tell = async () => {
    const roundTripTime = await session.measureRoundTrip()
    if (roundTripTime !== undefined) session.tellQuality({ roundTripTime })
  }
  session.on('entered', tell)
  const timer = setInterval(() => void tell(), EVERY_MS)
  return {
    [Symbol.dispose]() {
      clearInterval(timer)
      session.off('entered', tell)
    },
  }
}
