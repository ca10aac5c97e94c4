import type { MemberView } from '../../../contract/signaling/types.ts'
import type { Roster } from '../../../client/roster.ts'
import type { CallOutcome } from './people-views.ts'

/**
 * A call that this page has made. `before`: the member before it. `isSeen`: the roster has shown the call. Until then the roster
 * may still show how an earlier call ended.
 */
type OwnCall = Readonly<
  { state: 'open'; before: MemberView | undefined; isSeen: boolean } | { state: 'over'; outcome: CallOutcome }
>

/** The calls that this page has made, and how each of them ended. */
export class OwnCalls {
  readonly #calls = new Map<string, OwnCall>()
  #roster: Roster | undefined

  /** Call it before the call is sent, since the roster may change before the server answers. */
  started(unionIds: readonly string[]): void {
    for (const unionId of unionIds) {
      this.#calls.set(unionId, {
        state: 'open',
        before: this.#roster && findPerson(this.#roster, unionId),
        isSeen: false,
      })
    }
  }

  /** Call it if the server refused the call. */
  refused(unionIds: readonly string[]): void {
    for (const unionId of unionIds) this.#calls.delete(unionId)
  }

  /** Call it after each change of the roster. @returns the calls that have ended since, without those that were answered */
  follow(roster: Roster | undefined): readonly Readonly<{ nick: string; outcome: CallOutcome }>[] {
    if (!roster || roster === this.#roster) return []
    this.#roster = roster
    const ended: { nick: string; outcome: CallOutcome }[] = []
    for (const [unionId, call] of this.#calls) {
      if (call.state === 'over') continue
      const member = findPerson(roster, unionId)
      if (!member) continue
      if (member.status === 1 || member.status === 2) {
        this.#calls.set(unionId, { ...call, isSeen: true })
        continue
      }
      if (!call.isSeen && isAsBefore(member, call.before)) continue
      const outcome = outcomeOf(member)
      if (outcome) {
        this.#calls.set(unionId, { state: 'over', outcome })
        ended.push({ nick: member.nick, outcome })
      } else this.#calls.delete(unionId) // answered, or the person was removed
    }
    return ended
  }

  /** How the last call of this page to the person ended; `undefined` if it was answered, or there was none. */
  outcomeOf(unionId: string): CallOutcome | undefined {
    const call = this.#calls.get(unionId)
    return call?.state === 'over' ? call.outcome : undefined
  }
}

/** Why a call was not answered; `undefined` if no call has failed. */
export function outcomeOf({ status, callFailure }: MemberView): CallOutcome | undefined {
  if (status !== 4 || callFailure === 'gave-up') return undefined
  if (callFailure === 'declined' || callFailure === 'cancelled') return callFailure
  return callFailure === 'timed-out' ? 'no-answer' : 'call-failed'
}

function isAsBefore({ status, callFailure }: MemberView, before: MemberView | undefined): boolean {
  return status === before?.status && callFailure === before.callFailure
}

function findPerson({ present, past }: Roster, unionId: string): MemberView | undefined {
  for (const members of [present, past]) {
    for (const member of members.values()) if (member.unionId === unionId) return member
  }
  return undefined
}
