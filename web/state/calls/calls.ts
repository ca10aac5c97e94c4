import type { LobbyListener } from '../../../client/lobby-client.ts'
import type { DeviceName } from '../../../contract/text/device-name.ts'
import type { Arrival } from '../meeting/arrival.ts'
import { observable, type Readable } from '../../../client/observable.ts'
import { openRinging, type Lobby, type Ringing } from './ringing.ts'
import type { Clock } from '../../../client/clock.ts'
import type { Session } from '../account/session.ts'

/** Pause between a refusal and the request for a new token, so that tokens which are always refused cause no tight loop. */
const ASK_AGAIN_MS = 2_000

/** Keeps the signed-in person connected to the lobby, and shows incoming calls. */
export function openCalls(deps: {
  session: Pick<Session, 'view' | 'retry'>
  connect: (personToken: string, listener: LobbyListener) => Lobby & Disposable
  device: DeviceName
  enter: (arrival: Extract<Arrival, { kind: 'ticket' }>) => void | Promise<void>
  clock: Pick<Clock, 'wait'>
}): { ringing: Ringing; isOutdated: Readable<boolean> } {
  const { session, connect, clock } = deps
  const isOutdated = observable(false)
  let lobby: (Lobby & Disposable) | undefined
  let token: string | undefined
  // The sign-in may have been ended on another device. Either way, no calls are shown.
  const signedOut = () => {
    ringing.reset()
    clock.wait(ASK_AGAIN_MS, () => void session.retry())
  }
  const ringing = openRinging({
    lobby: { answer: async (answer) => (await lobby?.answer(answer)) ?? { ok: false, code: 'signed-out' } },
    device: deps.device,
    enter: deps.enter,
    signedOut,
    clock,
  })
  session.view.subscribe(() => {
    const view = session.view.get()
    const next = view.phase === 'signed-in' ? view.me.personToken : undefined
    if (next === token) return
    token = next
    lobby?.[Symbol.dispose]()
    ringing.reset()
    lobby =
      next === undefined
        ? undefined
        : connect(next, {
            opened: ringing.reset,
            rang: ringing.rang,
            ended: ringing.ended,
            signedOut,
            outdated: () => isOutdated.set(true),
          })
  })
  return { ringing, isOutdated }
}
