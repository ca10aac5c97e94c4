/** Where a person of the demonstration is. */
export type Whereabouts = Readonly<{ isInMeeting: boolean; isHost: boolean; isGuest: boolean }>

/** What happens next; `who` is the index of the person. */
export type Step = Readonly<{ act: 'join' | 'leave' | 'kick' | 'call'; who: number }>

const MIN_IN_MEETING = 2
/** So a visitor has a place for audio and their camera. */
export const MAX_IN_MEETING = 3

/** Random numbers from 0 to below 1. The same seed gives the same sequence (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Chooses one of the possible steps at random, so that 2 or 3 people stay in the meeting. */
export function nextStep(people: readonly Whereabouts[], random: () => number): Step {
  const inMeeting = people.filter(({ isInMeeting }) => isInMeeting).length
  const chance = random()
  const isFull = inMeeting >= MAX_IN_MEETING
  if (inMeeting < MIN_IN_MEETING || (!isFull && chance < 0.4)) return pick('join', ({ isInMeeting }) => !isInMeeting)
  if (!isFull && chance < 0.7) return pick('call', ({ isInMeeting, isGuest }) => !isInMeeting && !isGuest)
  if (chance < 0.8) return pick('leave', ({ isInMeeting }) => isInMeeting)
  return pick('kick', ({ isInMeeting, isHost, isGuest }) => isInMeeting && !isHost && !isGuest)

  function pick(act: Step['act'], may: (person: Whereabouts) => boolean): Step {
    const able = people.flatMap((person, who) => (may(person) ? [who] : []))
    const who = able[Math.floor(random() * able.length)]
    if (who !== undefined) return { act, who }
    return { act: 'leave', who: people.findIndex(({ isInMeeting }) => isInMeeting) }
  }
}
