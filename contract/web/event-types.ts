/** An event as it leaves. `type` says which payload of `contract/event` the data are. */
export type PublicEvent = { id: number; eventId: string; type: string; at: number; data: Record<string, unknown> }

/** `next`: continue after it. `isEnd`: there was no later event at that moment. */
export type EventsPage = { events: PublicEvent[]; next: string; isEnd: boolean }
