import type { AdministeredPerson, PeoplePage } from '../../../contract/web/administration-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import { runVerb, type AdminIo, type Call, type Command } from './admin-command.ts'
import { toLocalTime } from './output.ts'
import { add, set } from './user-edit.ts'
import { exportPeople, importPeople } from './user-files.ts'
import { resetPassword } from './user-password.ts'
import { data, erase } from './user-privacy.ts'

const list: Command = {
  usage: `rollcall user list [--org CORPID] [--search TEXT] [--department NAME] [--admins] [--json]
    [--state enabled|disabled|without-password|without-own-password]
  Lists the people of the organization by name.
  --search  any part of a name, userId, job number, department or email address
`,
  texts: ['org', 'search', 'state', 'department'],
  flags: ['admins'],
  async run({ given, client, output, organization }) {
    const role = given.flag('admins') ? 'administrator' : undefined
    const query = {
      corpId: await organization(),
      q: given.text('search'),
      state: given.text('state'),
      role,
      department: given.text('department'),
    }
    const pages = async function* () {
      for await (const { people } of client.pages<PeoplePage>(WEB.people, query)) yield people
    }
    await output.list<AdministeredPerson>(pages(), {
      columns: [
        ['userId', ({ userId }) => userId],
        ['name', ({ name }) => name],
        ['job number', ({ jobNumber }) => jobNumber],
        ['department', ({ department }) => department],
        ['email', ({ email }) => email],
        ['state', ({ disabled }) => (disabled ? 'disabled' : '')],
        [
          'role',
          ({ admin, operator }) => [admin && 'administrator', operator && 'operator'].filter(Boolean).join(', '),
        ],
        ['password', passwordOf],
        ['unionId', ({ unionId }) => unionId],
      ],
      nothing: 'There is no such person.',
    })
  },
}

/** A command that acts on one person and has nothing to give back. */
const act = (
  verb: string,
  { method, path = '', does, done }: Readonly<{ method: 'POST' | 'DELETE'; path?: string; does: string; done: string }>,
): Command => ({
  usage: `rollcall user ${verb} [--org CORPID] --user USERID [--json]
  ${does}
`,
  texts: ['org', 'user'],
  async run({ given, client, output, organization }) {
    const target = personPath(given) + path
    const answer = await client.call(method, target, { corpId: await organization() })
    await output.say(answer, `${done} ${given.required('user')}.`)
  },
})

const verbs = {
  list,
  add,
  set,
  'reset-password': resetPassword,
  disable: act('disable', {
    method: 'POST',
    path: '/disable',
    does: 'Keeps a person from signing in, and removes them from meetings in progress.',
    done: 'Disabled',
  }),
  enable: act('enable', { method: 'POST', path: '/enable', does: 'Lets a person sign in again.', done: 'Enabled' }),
  delete: act('delete', {
    method: 'DELETE',
    does: 'Deletes a person. Meetings of the past keep their name.',
    done: 'Deleted',
  }),
  'sign-out': act('sign-out', {
    method: 'DELETE',
    path: '/sign-ins',
    does: 'Ends all sign-ins of a person.',
    done: 'Ended the sign-ins of',
  }),
  import: importPeople,
  export: exportPeople,
  data,
  erase,
}

/** Whether a person has a password, and a link for a new one. */
function passwordOf({ hasPassword, mustChangePassword, passwordLinkExpiresAt }: AdministeredPerson): string {
  const state = hasPassword ? (mustChangePassword ? 'temporary' : 'set') : 'none'
  return passwordLinkExpiresAt === undefined ? state : `${state}, link until ${toLocalTime(passwordLinkExpiresAt)}`
}

function personPath(given: Call['given']): string {
  return `${WEB.people}/${encodeURIComponent(given.required('user'))}`
}

/** `rollcall user`: people. @returns the exit code */
export function runUser(args: readonly string[], env: NodeJS.ProcessEnv, io: AdminIo): Promise<number> {
  return runVerb({ name: 'user', verbs }, args, env, io)
}
