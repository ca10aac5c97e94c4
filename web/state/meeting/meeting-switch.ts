import type { Arrival, Former } from './arrival.ts'

type Call = Extract<Arrival, { kind: 'ticket' }>
type Leave = () => Promise<Former | undefined>

/** A page is in one meeting at a time. Accepting a call first leaves the current meeting. */
export type ChangeOver = {
  /** Registers the meeting page that is shown. @returns what unregisters it */
  shown(leave: Leave): () => void
  enter(arrival: Call): Promise<void>
}

export function openChangeOver(enter: (arrival: Call) => void): ChangeOver {
  let leave: Leave | undefined
  return {
    shown(own) {
      leave = own
      return () => {
        if (leave === own) leave = undefined
      }
    },
    async enter(arrival) {
      const former = await leave?.()
      enter(former ? { ...arrival, former } : arrival)
    },
  }
}
