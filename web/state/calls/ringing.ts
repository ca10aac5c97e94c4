import type { Refused, Ring, RingAnswer, RingEnded } from '../../../contract/signaling/types.ts'
import type { DeviceName } from '../../../contract/text/device-name.ts'
import type { Arrival } from '../meeting/arrival.ts'
import { observable, type Readable } from '../../../client/observable.ts'
import type { Clock } from '../../../client/clock.ts'

/** The lobby connection, as far as ringing needs it. */
export type Lobby = {
  answer(answer: RingAnswer): Promise<{ ok: true; ticket?: string } | Refused>
}

/** What the page shows of incoming calls. */
export type RingingView = {
  /** The call that is shown: the oldest one. */
  ring: Ring | undefined
  /** Further calls that wait behind it. */
  waiting: number
  isAnswering: boolean
  /** Why the answer to the shown call was refused. */
  error: string | undefined
}

/** Incoming calls, and the answers to them. */
export type Ringing = {
  view: Readable<RingingView>
  /** Call it when a call comes in, or is sent again after a lost connection. */
  rang(ring: Ring): void
  ended(ended: RingEnded): void
  /** Forgets all calls. Call it when the sign-in is lost, and for each new connection: the server repeats what still rings. */
  reset(): void
  /** `video`: with the camera. */
  accept(how: Readonly<{ video: boolean }>): Promise<void>
  decline(): Promise<void>
}

/** How often an accepted call is tried again while its meeting waits for the host. */
const RETRY_MS = 3_000

type Answer = 'decline' | Readonly<{ video: boolean }>

/** Incoming calls, one at a time. `enter` opens the meeting of an accepted call. */
export function openRinging(deps: {
  lobby: Lobby
  device: DeviceName
  enter: (arrival: Extract<Arrival, { kind: 'ticket' }>) => void | Promise<void>
  /** An answer was refused because the person is no longer signed in here. */
  signedOut: () => void
  clock: Pick<Clock, 'wait'>
}): Ringing {
  let rings: readonly Ring[] = []
  const view = observable<RingingView>({ ring: undefined, waiting: 0, isAnswering: false, error: undefined })
  const show = (next: readonly Ring[]) => {
    rings = next
    const [ring] = rings
    const isSame = ring?.conferenceId === view.get().ring?.conferenceId
    view.update((now) => ({
      ring,
      waiting: Math.max(0, rings.length - 1),
      isAnswering: isSame && now.isAnswering,
      error: isSame ? now.error : undefined,
    }))
  }
  let stopWaiting = () => {}
  const drop = (conferenceId: string) => show(rings.filter((ring) => ring.conferenceId !== conferenceId))

  /** `isAgain`: an automatic attempt, during which the person can still choose another answer. */
  const answer = async (how: Answer, isAgain = false) => {
    const { ring, isAnswering } = view.get()
    if (!ring || isAnswering) return
    stopWaiting()
    if (!isAgain) view.update((now) => ({ ...now, isAnswering: true, error: undefined }))
    const answered = await deps.lobby
      .answer({
        conferenceId: ring.conferenceId,
        answer: how === 'decline' ? 'decline' : 'accept',
        device: deps.device,
      })
      .catch((): Refused => ({ ok: false, code: 'fault' }))
    const isShown = view.get().ring?.conferenceId === ring.conferenceId
    if (answered.ok) {
      drop(ring.conferenceId)
      if (how !== 'decline' && answered.ticket !== undefined)
        await deps.enter({
          kind: 'ticket',
          ticket: answered.ticket,
          conferenceId: ring.conferenceId,
          title: ring.title,
          video: how.video,
        })
    } else if (answered.code === 'signed-out') {
      show([])
      deps.signedOut()
    } else if (answered.code === 'ring-over') drop(ring.conferenceId)
    else if (isShown && !(isAgain && view.get().isAnswering)) {
      view.update((now) => ({ ...now, isAnswering: false, error: answered.code }))
      const { conferenceId } = ring
      if (how !== 'decline' && answered.code === 'host-absent') {
        stopWaiting = deps.clock.wait(RETRY_MS, () => {
          if (view.get().ring?.conferenceId === conferenceId) void answer(how, true)
        })
      }
    }
  }
  return {
    view,
    rang: (ring) => {
      if (rings.some(({ conferenceId }) => conferenceId === ring.conferenceId)) return
      show([...rings, ring])
    },
    ended: ({ conferenceId }) => drop(conferenceId),
    reset: () => show([]),
    accept: answer,
    decline: () => answer('decline'),
  }
}
