import { consoleAppsEn } from './console-apps-en.ts'
import { consoleAuditEn } from './console-audit-en.ts'
import { consoleEventsEn } from './console-events-en.ts'
import { consoleLiveEn } from './console-live-en.ts'
import { consoleOverviewEn } from './console-overview-en.ts'
import { consoleBookingsEn } from './console-bookings-en.ts'
import { consoleLogEn } from './console-log-en.ts'
import { consoleMeetingsEn } from './console-meetings-en.ts'
import { consolePeopleEn } from './console-people-en.ts'
import { consoleSandboxEn } from './console-sandbox-en.ts'
import { consoleSettingsEn } from './console-settings-en.ts'

/** Words of the console, a namespace of its own: only its pages load them. */
export const consoleEn = {
  title: 'Console',
  titleOf: 'Console: {{page}}',
  pages: 'Pages of the console',
  organization: 'Organization',
  newOrganization: {
    add: 'Add organization',
    name: 'Name',
    corpId: 'Corp ID',
    corpIdHelp: 'Apps name the organization by it. It never changes. Leave it empty to have one made.',
    next: 'Next, add the first administrator under “People”.',
  },
  refused: 'Only for administrators',
  refusedWords: 'The console is for administrators of {{organization}}. Ask one of them if you need something changed.',
  home: 'Back to home',
  nowhere: 'The console has no such page',
  toConsole: 'Open the console',
  stale: 'The server isn’t responding, so this may be out of date.',
  more: 'Load more',
  earlierLeftOut: '{{count}} rows are shown. Those before are left out.',
  toBeginning: 'Back to the beginning',
  loadingMore: 'Loading…',
  cancel: 'Cancel',
  add: 'Add',
  save: 'Save',
  done: 'Done',
  actions: 'Actions',
  copy: 'Copy: {{what}}',
  localUrl: 'Works only on this computer. Set ROLLCALL_PUBLIC_URL to the address that others use.',
  shownOnce: 'This is shown only once. Copy it before you close this window.',
  page: {
    overview: 'Overview',
    live: 'Live meetings',
    meetings: 'Meetings',
    bookings: 'Bookings',
    people: 'People',
    apps: 'Apps',
    events: 'Events',
    settings: 'Settings',
    audit: 'Audit log',
    sandbox: 'Sandbox',
  },
  error: {
    conferenceNotFound: 'The organization has no such meeting.',
    conferenceEnded: 'The meeting has ended.',
    memberNotFound: 'They’re not in the meeting anymore.',
    conferenceLocked: 'The meeting is locked. Unlock it first.',
    notAdministrator: 'You don’t administer this organization.',
    notOperator: 'Only an operator of the server can do that.',
    organizationNotFound: 'This organization doesn’t exist.',
    organizationExists: 'Another organization uses this corp ID.',
    appNotFound: 'This app doesn’t exist anymore.',
    appExists: 'Another app uses or used this client ID.',
    userNotFound: 'This person doesn’t exist anymore.',
    userExists: 'Someone in the organization already has this username.',
    userDisabled: 'This person is disabled. Enable them first.',
    unionIdTaken: 'Another person uses or used this union ID.',
    personInMeeting: 'They are listed in a meeting that is still in progress. End it, or wait until it ends.',
    erasureUnfinished: 'A person with this ID is still being erased. Try again in a few minutes.',
    lastAdministrator: 'They’re the last administrator who can sign in. Make someone else an administrator first.',
  },
  overview: consoleOverviewEn,
  live: consoleLiveEn,
  meetings: consoleMeetingsEn,
  log: consoleLogEn,
  bookings: consoleBookingsEn,
  people: consolePeopleEn,
  apps: consoleAppsEn,
  events: consoleEventsEn,
  audit: consoleAuditEn,
  settings: consoleSettingsEn,
  sandbox: consoleSandboxEn,
} as const
