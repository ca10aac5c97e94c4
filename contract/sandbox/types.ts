// Shapes of the sandbox, for programs that read them. The schemas beside this file describe each key, and check that they have
// these types.

import type { DeviceName } from '../text/device-name.ts'

/** Epoch milliseconds, `now`, or a distance from now such as `-20m`. */
export type When = number | string

/** A person of a conference to make: one of `unionId`, `guest` and `phone`. */
export type ScriptedPerson = {
  unionId?: string
  guest?: string
  phone?: string
  name?: string
  outside?: boolean
  status?: 1 | 2 | 3 | 4 | 5 | 6
  device?: DeviceName
  host?: boolean
  coHost?: boolean
  muted?: boolean
  invitedAt?: When
  stays?: { from: When; to?: When; device?: DeviceName; lost?: boolean }[]
}

/** What a conference of the sandbox is made from. */
export type ConferenceOrder = {
  title?: string
  creator?: string
  start?: When
  end?: When
  locked?: boolean
  people: ScriptedPerson[]
}

/** A conference that was made, with its people as they are now. */
export type MadeConference = {
  conferenceId: string
  title: string
  roomCode: string
  externalLinkUrl: string
  startTime: number
  endTime?: number
  people: { unionId?: string; userNick: string; attendStatus: number; participantIds: string[] }[]
  stepsLeft: number
}

/** A conference that an app has made, with what its timetable did. */
export type ScriptedConference = {
  conferenceId: string
  title: string
  stepsLeft: number
  refused: { at: number; step: string; reason: string }[]
}

/** What happens to a call in place of its usual answer. */
export type PlannedAnswer =
  | { kind: 'error'; code: string; message?: string }
  | { kind: 'late'; delayMs: number }
  | { kind: 'cut'; done?: boolean }
  | { kind: 'throttled' }

/** What an app plans. */
export type PlanOrder = { operation: string; times?: number; answer: PlannedAnswer }

export type Plan = { id: string; operation: string; times: number; answer: PlannedAnswer }

export type Operations = {
  operations: {
    operation: string
    method: string
    path: string
    errors: { status: number; code: string; message: string }[]
  }[]
}
