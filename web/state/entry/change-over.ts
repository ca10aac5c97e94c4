import type { Arrival, Former } from './arrival.ts'

type Call = Extract<Arrival, { kind: 'ticket' }>
type Leave = () => Promise<Former | undefined>

/** One page is in one meeting: whoever goes into another by a call leaves the one he is in first. */
export type ChangeOver = {
  /** A meeting page is shown that can be left so; gives back what says that it is shown no more. */
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
