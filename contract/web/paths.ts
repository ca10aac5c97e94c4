/** Paths of the requests of our own pages and of terminals. Terminals use `admission` and `signIn` only. */
export const WEB = {
  admission: '/api/admission',
  signIn: '/api/sign-in',
  signInOptions: '/api/sign-in-options',
  session: '/api/session',
  password: '/api/password',
  passwordLink: '/api/password-link',
  passwordMail: '/api/password-mail',
  devices: '/api/devices',
  ssoStart: '/api/sso/start',
  ssoBack: '/api/sso/back',
  authorization: '/api/authorization',
  home: '/api/home',
  conferences: '/api/conferences',
  bookings: '/api/bookings',
  colleagues: '/api/colleagues',
  organization: '/api/organization',
  organizationSettings: '/api/organization/settings',
  scimToken: '/api/organization/scim-token',
  organizations: '/api/organizations',
  consoleServerSettings: '/api/console/server-settings',
  people: '/api/people',
  departments: '/api/departments',
  peopleFile: '/api/people.csv',
  apps: '/api/apps',
  subscriptions: '/api/subscriptions',
  suites: '/api/suites',
  audit: '/api/audit',
  events: '/api/events',
  eventStream: '/api/events/stream',
  consoleOverview: '/api/console/overview',
  consoleLive: '/api/console/live',
  consoleMeetings: '/api/console/meetings',
  organizationLogo: '/api/organization/logo',
  logos: '/api/logos',
  consoleBookings: '/api/console/bookings',
  consolePlanned: '/api/console/planned',
  consoleSandbox: '/api/console/sandbox',
  room: '/api/room',
  entry: '/api/entry',
  pass: '/api/pass',
} as const

/** Where the company's directory sends its requests. */
export const SCIM_PATH = '/scim/v2'

/** The page on which a person lets an app know who they are. DingTalk has it at the same path of another host. */
export const AUTHORIZATION_PAGE = '/oauth2/auth'
