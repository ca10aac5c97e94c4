import type { ConferenceClient } from '../../client/conference-client.ts'

/** As often as pages report. */
const EVERY_MS = 10_000
const NOTHING = { audio: false, video: false, screen: false }

/**
 * Has `session` report how long the server takes to answer: when it has joined, and then every ten seconds until disposed.
 * A program sends and receives no audio and no video, so it can measure nothing else.
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
  const askedAt = performance.now()
  const done = await session.setMediaState(NOTHING)
  return done.ok ? performance.now() - askedAt : undefined
}
