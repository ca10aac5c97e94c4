import type { SignInEnds } from '../service/account/sign-in-ends.ts'
import { OutboxWatch } from '../service/outbox/outbox-watch.ts'
import { EventStreams } from '../service/replay/event-streams.ts'
import { Replay } from '../service/replay/replay.ts'
import type { Adapters } from './adapters.ts'

/** What reads the outboxes: what wakes readers, pages of past events, and live streams. */
export function createEventServices(
  { store }: Pick<Adapters, 'store'>,
  { signInEnds, onError }: { signInEnds: SignInEnds; onError: (what: string) => (error: unknown) => void },
) {
  const outboxWatch = new OutboxWatch({
    store: store.outbox,
    onError: onError('readers of events could not be notified'),
  })
  return {
    outboxWatch,
    replay: new Replay({ store: store.outbox }),
    eventStreams: new EventStreams({ watch: outboxWatch, ends: signInEnds }),
  }
}
