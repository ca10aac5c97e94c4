import type { Seed } from '../../contract/seed.ts'

/** The app that the credentials are printed of. It may do everything. */
export const SANDBOX_APP = { clientId: 'dingsandbox', clientSecret: 'sandbox-secret' }
export const SANDBOX_CORP = 'dingsandboxcorp'
/** The password of everybody. */
const PASSWORD = 'sandbox-password'

const NAMES = [
  ['ada', 'Ada Byron'],
  ['xiaoyu', '林小雨'],
  ['bram', 'Bram Kuiper'],
  ['chenmo', '陈默'],
  ['chiara', 'Chiara Fontana'],
  ['david', 'David Osei'],
  ['elif', 'Elif Kaya'],
  ['zhaoqing', '赵晴'],
] as const

const ALL_SCOPES = [
  'VideoConference.Conference.Read',
  'VideoConference.Conference.Write',
  'qyapi_get_member',
  'Contact.User.Read',
]

/** The people of the organization. The first of them administers it. */
export const SANDBOX_PEOPLE = NAMES.map(([userId, name], index) => ({
  userId,
  unionId: `${userId}SandboxiEiE`,
  name,
  jobNumber: String(index + 1).padStart(3, '0'),
  password: PASSWORD,
  keepPassword: true,
  admin: index === 0,
}))

/**
 * What a sandbox has that was started with nothing else: an organization with people, an app that may do everything, one that
 * may only read, a third-party app, and another organization.
 */
export const SANDBOX_SEED: Seed = {
  organizations: [
    {
      corpId: SANDBOX_CORP,
      name: 'Sandbox',
      ssoSecret: SANDBOX_APP.clientSecret,
      users: SANDBOX_PEOPLE,
      apps: [
        { ...SANDBOX_APP, name: 'Sandbox app', kind: 'internal', scopes: ALL_SCOPES },
        {
          clientId: 'dingsandboxread',
          clientSecret: 'sandbox-secret',
          name: 'Read-only app',
          kind: 'internal',
          scopes: ['VideoConference.Conference.Read'],
        },
      ],
    },
    {
      corpId: 'dingothercorp',
      name: 'Another organization',
      users: [{ userId: 'gus', unionId: 'gusSandboxiEiE', name: 'Gus Lind', password: PASSWORD, keepPassword: true }],
      apps: [
        {
          clientId: 'dingother',
          clientSecret: 'sandbox-secret',
          name: 'Other app',
          kind: 'internal',
          scopes: ALL_SCOPES,
        },
      ],
    },
  ],
  suites: [
    {
      suiteKey: 'suitesandbox',
      suiteSecret: 'sandbox-secret',
      authorizedCorpIds: [SANDBOX_CORP],
      scopes: ALL_SCOPES,
    },
  ],
}
