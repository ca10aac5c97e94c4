import { ConferenceError } from '../conference/conference-error.ts'
import { decide } from '../conference/decide.ts'
import { evolve } from '../conference/evolve.ts'
import type { DecidedEvent } from '../conference/event.ts'
import { attendStatus } from '../conference/member.ts'
import { newConference, type Conference } from '../conference/state.ts'
import { SandboxError } from './sandbox-error.ts'
import type { CastMember, Step } from './script.ts'

/** What the steps make of a conference that does not exist yet. */
type Outcome = Readonly<{ events: readonly DecidedEvent[]; state: Conference }>

/** Lets the domain decide one step after another, each at its time. @throws SandboxError at the first that it refuses */
export function rehearse(steps: readonly Step[]): Outcome {
  const events: DecidedEvent[] = []
  let state = newConference()
  for (const { at, intent, what } of steps) {
    try {
      const decided = decide(state, { ...intent, at })
      events.push(...decided)
      state = decided.reduce(evolve, state)
    } catch (error) {
      if (!(error instanceof ConferenceError)) throw error
      throw new SandboxError(`${what}: refused with ${error.code}`)
    }
  }
  return { events, state }
}

/** The status of a person; 0 if nothing has happened to them yet. */
export function statusIn(state: Conference, { key }: Pick<CastMember, 'key'>): number {
  const member = state.phase === 'absent' ? undefined : state.members.get(key)
  return member ? attendStatus(member) : 0
}

/** Checks that everybody has the status that was asked for. @throws SandboxError */
export function requireStatuses(state: Conference, cast: readonly CastMember[]): void {
  for (const [index, member] of cast.entries()) {
    const { status } = member.scripted
    const reached = statusIn(state, member)
    if (status !== undefined && status !== reached) {
      throw new SandboxError(`people.${index} would have the status ${reached} now, not ${status}`)
    }
  }
}
