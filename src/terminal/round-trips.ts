import type { ConferenceClient } from '../../client/conference-client.ts'

/** The same interval as that of pages. */
const EVERY_MS = 10_000
const NOTHING = { audio: false, video: false, screen: false }

/**
 * Makes `session` report how long the server takes to answer: once it has joined, and then every ten seconds until the
 * result is disposed. A program sends and receives no audio and no video, so there is nothing else to measure.
 */
export function reportRoundTrips(session: ConferenceClient): Disposable {
  const report = async () => {
    const roundTripTime = await measureRoundTrip(session)
    if (roundTripTime !== undefined) session.reportQuality({ roundTripTime })
  }
  void session.joined().then(report)
  const timer = setInterval(() => void report(), EVERY_MS)
  return {
    [Symbol.dispose]() {
      clearInterval(timer)
    },
  }
}

/** Milliseconds until the server has answered that this session sends nothing; `undefined` without an answer. */
async function measureRoundTrip(session: ConferenceClient): Promise<number | undefined> {
  const sentAt = performance.now()
  const done = await session.setMediaState(NOTHING)
  return done.ok ? performance.now() - sentAt : undefined
}
