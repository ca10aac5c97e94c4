import type { LobbyListener } from '../../../client/lobby-client.ts'
import type { DeviceName } from '../../../contract/text/device-name.ts'
import type { Arrival } from '../entry/arrival.ts'
import { observable, type Readable } from '../../../client/observable.ts'
import { openRinging, type Lobby, type Ringing } from './ringing.ts'
import type { Clock } from '../../../client/clock.ts'
import type { Session } from '../account/session.ts'

/** Before the server is asked whether a token it refused can be replaced: so that they do not answer in a circle. */
const ASK_AGAIN_MS = 2_000

/** Keeps whoever is signed in connected to the lobby, and shows the calls that come in there. */
export function openCalls(given: {
  session: Pick<Session, 'view' | 'retry'>
  connect: (personToken: string, listener: LobbyListener) => Lobby & Disposable
  device: DeviceName
  enter: (arrival: Extract<Arrival, { kind: 'ticket' }>) => void | Promise<void>
  clock: Pick<Clock, 'wait'>
}): { ringing: Ringing; isOutdated: Readable<boolean> } {
  const { session, connect, clock } = given
  const isOutdated = observable(false)
  let lobby: (Lobby & Disposable) | undefined
  let token: string | undefined
  // Nothing rings for whoever is signed in no more, wherever that was ended.
  const signedOut = () => {
    ringing.reset()
    clock.wait(ASK_AGAIN_MS, () => void session.retry())
  }
  const ringing = openRinging({
    lobby: { answer: async (answer) => (await lobby?.answer(answer)) ?? { ok: false, code: 'signed-out' } },
    device: given.device,
    enter: given.enter,
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
