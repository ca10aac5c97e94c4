import type { Arrival, PreviousMeeting } from './arrival.ts'

type Call = Extract<Arrival, { kind: 'ticket' }>
type Leave = () => Promise<PreviousMeeting | undefined>

/** A page is in one meeting at a time. Accepting a call first leaves the current meeting. */
export type MeetingSwitch = {
  /** Registers how to leave the meeting that is shown. @returns a function that unregisters it */
  register(leave: Leave): () => void
  /** Leaves the current meeting, if there is one, and enters that of the call. */
  enter(arrival: Call): Promise<void>
}

/** `enter` shows the meeting of a call, once the current meeting has been left. */
export function openMeetingSwitch(enter: (arrival: Call) => void): MeetingSwitch {
  let leave: Leave | undefined
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
  }
}
