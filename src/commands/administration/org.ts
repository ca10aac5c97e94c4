import { WEB } from '../../../contract/web/paths.ts'
import type { AdminIo, Command } from './admin-command.ts'
import { scimToken } from './org-scim.ts'
import { set, show } from './org-settings.ts'
import { runVerb } from './admin-command.ts'

type Organization = Readonly<{ corpId: string; name: string }>
type One = Readonly<{ organization: Organization }>

const list: Command = {
  usage: `rollcall org list [--json]
  Lists the organizations by name, up to 1,000.
`,
  async run({ client, output }) {
    const pages = async function* () {
      yield (await client.call<{ organizations: Organization[] }>('GET', WEB.organizations)).organizations
    }
    await output.list(pages(), {
      columns: [
        ['corpId', ({ corpId }) => corpId],
        ['name', ({ name }) => name],
      ],
      nothing: 'There is no organization.',
    })
  },
}

const add: Command = {
  usage: `rollcall org add --name NAME [--org CORPID] [--json]
  Adds an organization without people. Without --org its corpId is made.
`,
  texts: ['org', 'name'],
  async run({ given, client, output }) {
    const body = { name: given.required('name'), ...(given.text('org') !== undefined && { corpId: given.text('org') }) }
    const answer = await client.call<One>('POST', WEB.organizations, {}, body)
    const { corpId, name } = answer.organization
    await output.say(answer, `Added the organization ${name}. Its corpId is ${corpId}.`)
  },
}

const ssoSecret: Command = {
  usage: `rollcall org sso-secret [--org CORPID] [--json]
  Gives the organization a new secret for ssoAccessToken and prints it, once. The former one and its tokens end.
`,
  texts: ['org'],
  async run({ client, output, organization }) {
    const corpId = await organization()
    const answer = await client.call<{ ssoSecret: string }>('POST', `${WEB.organization}/sso-secret`, { corpId })
    await output.say(answer, 'The secret is shown once.', `  corpid     ${corpId}`, `  ssoSecret  ${answer.ssoSecret}`)
  },
}

/** `rollcall org`: organizations. @returns the exit code */
export function runOrg(args: readonly string[], env: NodeJS.ProcessEnv, io: AdminIo): Promise<number> {
  return runVerb(
    { name: 'org', verbs: { list, show, add, set, 'sso-secret': ssoSecret, 'scim-token': scimToken } },
    args,
    env,
    io,
  )
}
