import { lazy, type ComponentType } from 'react'
import type { ConsolePageId } from '../state/console/place.ts'
import type { ConsoleViewProps } from './view-props.ts'

/** Each page is loaded when it is first shown. */
export const PAGES: Readonly<Record<ConsolePageId, ComponentType<ConsoleViewProps>>> = {
  overview: lazy(async () => ({ default: (await import('./overview/overview-page.tsx')).OverviewPage })),
  live: lazy(async () => ({ default: (await import('./live/live-page.tsx')).LivePage })),
  meetings: lazy(async () => ({ default: (await import('./meetings/meetings-page.tsx')).MeetingsPage })),
  bookings: lazy(async () => ({ default: (await import('./bookings/bookings-page.tsx')).BookingsPage })),
  people: lazy(async () => ({ default: (await import('./people/people-page.tsx')).PeoplePage })),
  apps: lazy(async () => ({ default: (await import('./apps/apps-page.tsx')).AppsPage })),
  events: lazy(async () => ({ default: (await import('./subscriptions/events-page.tsx')).EventsPage })),
  audit: lazy(async () => ({ default: (await import('./audit/audit-page.tsx')).AuditPage })),
  sandbox: lazy(async () => ({ default: (await import('./sandbox/sandbox-page.tsx')).SandboxPage })),
  settings: lazy(async () => ({ default: (await import('./settings/settings-page.tsx')).SettingsPage })),
}
