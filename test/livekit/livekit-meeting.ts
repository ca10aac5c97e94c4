import { openMeeting, type Meeting } from '../browser/meeting.ts'
import { startLiveKit, type TestLiveKit } from '../worlds/livekit.ts'

/** A meeting whose audio and video a LiveKit server carries. */
export async function openLiveKitMeeting(): Promise<Meeting & { livekit: TestLiveKit }> {
  await using opened = new AsyncDisposableStack()
  const livekit = opened.use(await startLiveKit())
  const meeting = opened.use(await openMeeting({ env: { ...livekit.env } }))
  const all = opened.move()
  return { ...meeting, livekit, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
