import type { Caller } from './caller.ts'

/** The tickets with which the pages of apps sign their configuration of DingTalk's JSAPI. */
export interface PageTickets {
  /** The ticket of the app in its organization, and for how many seconds it is the current one. */
  current(app: Pick<Caller, 'clientId' | 'organizationId'>): Readonly<{ ticket: string; lifeS: number }>
}
