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

export function openSession(api: Pick<Api, 'session' | 'signOut'>): Session {
  const view = observable<SessionView>({ phase: 'asking' })
  let round = 0
  const take = (me: Me) => {
    round += 1
    view.set(me.mustChangePassword ? { phase: 'must-change-password', me } : { phase: 'signed-in', me })
  }
  const lost = () => {
    round += 1
    view.set({ phase: 'signed-out' })
  }
  return {
    view,
    take,
    lost,
    async retry() {
      // A newer action takes precedence over a late answer.
      const own = (round += 1)
      try {
        const me = await api.session()
        if (own !== round) return
        if (me) take(me)
        else lost()
      } catch {
        if (own === round && view.get().phase === 'asking') view.set({ phase: 'unreachable' })
      }
    },
    async signOut() {
      await api.signOut().catch(() => {})
      lost()
    },
  }
}
