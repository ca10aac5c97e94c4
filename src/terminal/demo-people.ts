import type { Seed } from '../../contract/seed.ts'
import type { DeviceName } from '../../contract/text/device-name.ts'

/** A person of the demonstration. Without a `unionId` they join as a guest. */
export type DemoPerson = Readonly<{ name: string; device: DeviceName; userId?: string; unionId?: string }>

export const DEMO_CORP = 'dingdemo'
export const DEMO_APP = { clientId: 'dingdemoapp', clientSecret: 'demo-secret' }

/** Invented people. The first one is the host. */
export const DEMO_PEOPLE: readonly [DemoPerson, ...DemoPerson[]] = [
  colleague('ada', 'Ada Byron', 'Mac'),
  colleague('xiaoyu', '林小雨', 'iOS'),
  colleague('bram', 'Bram Kuiper', 'Win'),
  colleague('chenmo', '陈默', 'Android'),
  colleague('chiara', 'Chiara Fontana', 'Mac'),
  colleague('david', 'David Osei', 'Win'),
  colleague('siyuan', '王思远', 'Win'),
  colleague('elif', 'Elif Kaya', 'iOS'),
  colleague('farid', 'Farid Haddad', 'Android'),
  colleague('zhaoqing', '赵晴', 'Mac'),
  { name: 'Greta (client)', device: 'Win' },
  { name: '周工 (供应商)', device: 'iOS' },
]

/** The person who runs the demonstration. They were in its meeting for a moment, so that their home page lists it. */
export const DEMO_VISITOR = { ...colleague('sam', 'Sam Rivera', 'Mac'), userId: 'sam', password: passwordOf('sam') }

/** The organization that they work for, as a seed file. */
export const DEMO_SEED: Seed = {
  organizations: [
    {
      corpId: DEMO_CORP,
      name: 'Demonstration Ltd',
      users: [...DEMO_PEOPLE, DEMO_VISITOR].flatMap(({ name, userId, unionId }, index) => {
        if (userId === undefined || unionId === undefined) return []
        const jobNumber = String(index + 1).padStart(3, '0')
        return [{ userId, unionId, name, jobNumber, password: passwordOf(userId), keepPassword: true }]
      }),
      apps: [
        {
          ...DEMO_APP,
          name: 'Demonstration',
          kind: 'internal',
          scopes: ['VideoConference.Conference.Read', 'VideoConference.Conference.Write', 'qyapi_get_member'],
        },
      ],
    },
  ],
}

/** The person who runs the demonstration may sign in as any of them. */
export function passwordOf(userId: string): string {
  return `demo-${userId}`
}

function colleague(userId: string, name: string, device: DeviceName): DemoPerson {
  return { name, device, userId, unionId: `${userId}Kq3vXzT8mWnLrB5iEiE` }
}
