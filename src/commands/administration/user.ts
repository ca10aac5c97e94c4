import type { AdministeredPerson, MadePasswordLink, PeoplePage } from '../../../contract/web/administration-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import { runVerb, type AdminIo, type Call, type Command } from './admin-command.ts'
import { add, set } from './user-edit.ts'
import { exportPeople, importPeople } from './user-files.ts'
import { data, erase } from './user-privacy.ts'

const list: Command = {
  usage: `rollcall user list [--org CORPID] [--search TEXT] [--state enabled|disabled] [--admins] [--json]
  Lists the people of the organization by name.
`,
  texts: ['org', 'search', 'state'],
  flags: ['admins'],
  async run({ given, client, output, organization }) {
    const role = given.flag('admins') ? 'administrator' : undefined
    const query = { corpId: await organization(), q: given.text('search'), state: given.text('state'), role }
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
        ['unionId', ({ unionId }) => unionId],
      ],
      nothing: 'There is no such person.',
    })
  },
}

const resetPassword: Command = {
  usage: `rollcall user reset-password [--org CORPID] --user USERID [--link] [--json]
  Gives a person a new password and prints it, once. They replace it when they sign in. Ends their sign-ins.
  --link  prints a link instead, with which they choose a new password, once, within 24 hours. Until they do, their password
          and their sign-ins stay
`,
  texts: ['org', 'user'],
  flags: ['link'],
  async run({ given, client, output, organization }) {
    const path = `${personPath(given)}/password`
    if (given.flag('link')) {
      const link = await client.call<MadePasswordLink>('POST', `${path}-link`, { corpId: await organization() })
      await output.say(
        link,
        `Link for a new password of ${given.required('user')}, shown once: ${link.url}`,
        `It is valid once, until ${new Date(link.expiresAt).toISOString()}.`,
      )
      return
    }
    const answer = await client.call<{ password: string }>('POST', path, { corpId: await organization() })
    await output.say(
      answer,
      `New password of ${given.required('user')}, shown once: ${answer.password}`,
      'They choose their own when they sign in. Their sign-ins have ended.',
    )
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

function personPath(given: Call['given']): string {
  return `${WEB.people}/${encodeURIComponent(given.required('user'))}`
}

/** `rollcall user`: people. @returns the exit code */
export function runUser(args: readonly string[], env: NodeJS.ProcessEnv, io: AdminIo): Promise<number> {
  return runVerb({ name: 'user', verbs }, args, env, io)
}
