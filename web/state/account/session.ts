import type { Me } from '../../../contract/web/types.ts'
import type { Api } from '../api.ts'
import { observable, type Readable } from '../../../client/observable.ts'

type SessionView =
  | { phase: 'asking' }
  /** The server could not be asked; `retry` asks again. */
  | { phase: 'unreachable' }
  | { phase: 'signed-out' }
  /** Nothing else is answered until the first password is changed. */
  | { phase: 'must-change-password'; me: Me }
  | { phase: 'signed-in'; me: Me }

/** Who is signed in, as far as this page knows. */
export type Session = {
  view: Readable<SessionView>
  /** Asks the server anew. Never throws. */
  retry(): Promise<void>
  /** Takes over what signing in or a new password has given. */
  take(me: Me): void
  /** Signs out, here and at the server; signed out it is even if that cannot be told. */
  signOut(): Promise<void>
  /** For whoever learns that the server no longer knows the person. */
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
      // What somebody has done meanwhile is newer than an answer that comes late.
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
