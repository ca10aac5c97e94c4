/** Where somebody of the demonstration is. */
export type Whereabouts = Readonly<{ isInside: boolean; isHost: boolean; isGuest: boolean }>

/** What happens next, to the person of that number. */
export type Step = Readonly<{ act: 'come' | 'leave' | 'kick' | 'call'; who: number }>

const FEWEST = 3
const MOST = 9

/** A number from 0 up to 1, each time another; the same sequence for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One step of the walk, never one that is impossible: so that the meeting neither empties nor fills up. */
export function nextStep(people: readonly Whereabouts[], random: () => number): Step {
  const inside = people.filter(({ isInside }) => isInside).length
  const luck = random()
  if (inside < FEWEST || (inside < MOST && luck < 0.4)) return pick('come', ({ isInside }) => !isInside)
  if (inside >= MOST || luck < 0.65) return pick('leave', ({ isInside }) => isInside)
  if (luck < 0.75) return pick('kick', ({ isInside, isHost, isGuest }) => isInside && !isHost && !isGuest)
  return pick('call', ({ isInside, isGuest }) => !isInside && !isGuest)

  function pick(act: Step['act'], may: (person: Whereabouts) => boolean): Step {
    const able = people.flatMap((person, who) => (may(person) ? [who] : []))
    const who = able[Math.floor(random() * able.length)]
    if (who !== undefined) return { act, who }
    return { act: 'leave', who: people.findIndex(({ isInside }) => isInside) }
  }
}
