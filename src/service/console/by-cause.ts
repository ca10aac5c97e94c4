import type { Event, LoggedEvent } from '../../conference/event.ts'

/** Events in their order, except that among those of one moment the consequences of another one come last. */
export function byCause(logged: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const ordered: LoggedEvent[] = []
  for (let from = 0; from < logged.length;) {
    const at = logged[from]?.event.at
    let to = from + 1
    while (logged[to]?.event.at === at && to < logged.length) to += 1
    const moment = logged.slice(from, to)
    const types = new Set(moment.map(({ event }) => event.type))
    const isConsequence = ({ event }: LoggedEvent) => causesOf(event).some((cause) => types.has(cause))
    ordered.push(...moment.filter((one) => !isConsequence(one)), ...moment.filter(isConsequence))
    from = to
  }
  return ordered
}

/** The events that may have led to this one. The conference stores them after it. */
function causesOf(event: Event): readonly Event['type'][] {
  const { reason } = event as { reason?: string }
  if (reason === 'conference-ended') return ['conference-ended']
  if (event.type === 'session-closed' && reason === 'removed') return ['member-removed', 'member-banned']
  return []
}
