import type { Me } from '../../../contract/web/types.ts'
import type { Api } from '../api.ts'
import { observable, type Readable } from '../../../client/observable.ts'

type SessionView =
  | { phase: 'asking' }
  /** The server could not be reached; `retry` tries again. */
  | { phase: 'unreachable' }
  | { phase: 'signed-out' }
  /** The server answers nothing else until the first password is changed. */
  | { phase: 'must-change-password'; me: Me }
  | { phase: 'signed-in'; me: Me }

/** The signed-in person, as far as this page knows. */
export type Session = {
  view: Readable<SessionView>
  /** Asks the server again. Never throws. */
  retry(): Promise<void>
  /** Applies the answer of a sign-in or a password change. */
  take(me: Me): void
  /** Signs out here and at the server. The page is signed out even if the server cannot be reached. */
  signOut(): Promise<void>
  /** Call it when the server no longer knows the person. */
  lost(): void
}

/** Starts in the phase `asking`. Call `retry` to ask the server who is signed in. */
export function openSession(api: Pick<Api, 'session' | 'signOut'>): Session {
  const view = observable<SessionView>({ phase: 'asking' })
  /** Counts actions, so that a late answer to an earlier one is ignored. */
  let actions = 0
  const take = (me: Me) => {
    actions += 1
    view.set(me.mustChangePassword ? { phase: 'must-change-password', me } : { phase: 'signed-in', me })
  }
  const lost = () => {
    actions += 1
    view.set({ phase: 'signed-out' })
  }
  return {
    view,
    take,
    lost,
    async retry() {
      const own = (actions += 1)
      try {
        const me = await api.session()
        if (own !== actions) return
        if (me) take(me)
        else lost()
      } catch {
        if (own === actions && view.get().phase === 'asking') view.set({ phase: 'unreachable' })
      }
    },
    async signOut() {
      await api.signOut().catch(() => {})
      lost()
    },
  }
}
