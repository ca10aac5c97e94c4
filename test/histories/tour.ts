import type { Step } from './steps.ts'

const [ADA, BRAM, CLEO, GUS, GUEST] = [0, 1, 2, 3, 4]

function step(what: Step['do'], { at = 0, who = 0, other = 0, flag = false }: Partial<Omit<Step, 'do'>> = {}): Step {
  return { do: what, at, who, other, flag }
}

/** A history in which everything happens that the answers tell: each status, each way to end, each kind of person. */
export const TOUR: readonly Step[] = [
  step('create', { who: ADA, other: 3, flag: true }),
  step('join', { who: ADA }),
  step('join', { who: BRAM, other: 1 }),
  step('join', { who: GUS, other: 2 }),
  step('join', { who: GUEST, other: 4 }),
  step('wait', { who: 5 }),
  step('answer ring', { who: CLEO }),
  step('invite telephone'),
  step('telephone', { other: 1 }),
  step('join', { who: BRAM, other: 3 }),
  step('wait', { who: 5 }),
  step('cut', { who: 2 }),
  step('wait in silence'),
  step('wait for proof'),
  step('wait for proof'),
  step('resume', { who: 2 }),
  step('wait for proof'),
  step('cut', { who: 2 }),
  step('wait in silence'),
  step('wait in silence'),
  step('cut', { who: 1 }),
  step('wait in silence'),
  step('resume', { who: 1 }),
  step('measure', { who: 1, other: 3 }),
  step('co-host', { who: BRAM, other: 1 }),
  step('rename', { who: BRAM, other: 7 }),
  step('focus', { who: BRAM, other: 1 }),
  step('mute', { who: BRAM, other: 1 }),
  step('mute all', { other: 1, flag: true }),
  step('settings', { other: 3, flag: true }),
  step('lock', { other: 0 }),
  step('join', { who: GUEST + 1 }),
  step('lock', { other: 1 }),
  step('kick', { who: BRAM, other: 3 }),
  step('join', { who: BRAM, other: 1 }),
  step('leave', { who: 0 }),
  step('invite', { who: ADA, flag: true }),
  step('close', { who: GUS }),
  step('wait for calls'),
  step('invite', { who: BRAM, other: 4 }),
  step('control', { who: 0, other: 8 }),
  step('create', { who: GUS, flag: true }),
  step('join', { at: 1, who: ADA }),
  step('leave', { at: 1 }),
  step('wait until empty'),
  step('book', { who: 0, other: 1, flag: true }),
  step('join', { at: 2, who: ADA }),
  step('join', { at: 2, who: GUS }),
  step('cancel booking'),
  step('kick', { at: 0, who: GUS, other: 1 }),
  step('close', { at: 0, who: ADA }),
  step('invite', { at: 0, who: ADA }),
  step('close', { at: 2, who: ADA }),
]

/** Somebody asks to be admitted to the conference of a booking with a waiting room. */
export const WAITING: readonly Step[] = [
  step('create', { who: ADA }),
  step('book', { who: 1, other: 1 }),
  step('join', { at: 1, who: ADA }),
  step('join', { at: 1, who: CLEO }),
]

/** A meeting of two, to which nobody else was called. */
export const PAIR: readonly Step[] = [
  step('create', { who: ADA }),
  step('join', { who: ADA }),
  step('join', { who: BRAM, other: 1 }),
]

/** Requests that are refused in `PAIR`. They name people who are not on the roster, or are sent by somebody who may not. */
export const REFUSED: readonly Step[] = [
  step('kick', { who: CLEO }),
  step('kick', { who: GUS }),
  step('mute', { who: CLEO, other: 1 }),
  step('co-host', { who: CLEO, other: 1 }),
  step('focus', { who: CLEO, other: 1 }),
  step('rename', { who: CLEO, other: 7 }),
  step('invite', { who: GUS, flag: true }),
  step('close', { who: BRAM }),
  step('control', { who: BRAM, other: 0 }),
]
