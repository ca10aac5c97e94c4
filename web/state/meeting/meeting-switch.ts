import type { Arrival, PreviousMeeting } from './arrival.ts'

type Call = Extract<Arrival, { kind: 'ticket' }>
type Leave = () => Promise<PreviousMeeting | undefined>

/** A page is in one meeting at a time. Accepting a call first leaves the current meeting. */
export type MeetingSwitch = {
  /** Registers how to leave the meeting that is shown. @returns a function that unregisters it */
  register(leave: Leave): () => void
  /** Leaves the current meeting, if there is one, and enters that of the call. */
  enter(arrival: Call): Promise<void>
  /** Call it when the page of a meeting is left for another page. `leaving` resolves when the meeting has been left. */
  leftPage(leaving: Promise<unknown>): void
  /** Resolves when the meeting whose page was left last has been left. Until then, lists still show the person in it. */
  settled(): Promise<unknown>
}

/** `enter` shows the meeting of a call, once the current meeting has been left. */
export function openMeetingSwitch(enter: (arrival: Call) => void): MeetingSwitch {
  let leave: Leave | undefined
  let left: Promise<unknown> = Promise.resolve()
  return {
    register(own) {
      leave = own
      return () => {
        if (leave === own) leave = undefined
      }
    },
    async enter(arrival) {
      const previous = await leave?.()
      enter(previous ? { ...arrival, previous } : arrival)
    },
    leftPage(leaving) {
      left = leaving
    },
    settled: () => left,
  }
}
