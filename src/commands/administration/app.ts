import type { AdministeredApp, AppSecret, AppsPage } from '../../../contract/web/administration-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import { SCOPES } from '../../service/account/caller.ts'
import { runVerb, type AdminIo, type Call, type Command } from './admin-command.ts'
import { toLocalTime } from './output.ts'

const list: Command = {
  usage: `rollcall app list [--org CORPID] [--json]
  Lists the apps of the organization by name.
`,
  texts: ['org'],
  async run({ client, output, organization }) {
    const corpId = await organization()
    const pages = async function* () {
      for await (const { apps } of client.pages<AppsPage>(WEB.apps, { corpId })) yield apps
    }
    await output.list<AdministeredApp>(pages(), {
      columns: [
        ['clientId', ({ clientId }) => clientId],
        ['name', ({ name }) => name],
        ['scopes', ({ scopes }) => scopes.join(', ')],
        ['previous secret until', ({ formerSecretUntil }) => formerSecretUntil && toLocalTime(formerSecretUntil)],
      ],
      nothing: 'The organization has no apps.',
    })
  },
}

const add: Command = {
  usage: `rollcall app add [--org CORPID] --name NAME [--scopes SCOPE,…] [--app CLIENTID] [--json]
  Adds an app and prints its secret, once. Without --app its clientId is made. Scopes:
  ${SCOPES.join(', ')}
`,
  texts: ['org', 'app', 'name', 'scopes'],
  async run({ given, client, output, organization }) {
    const [clientId, name] = [given.text('app'), given.required('name')]
    const body = { name, scopes: given.list('scopes') ?? [], ...(clientId !== undefined && { clientId }) }
    const answer = await client.call<AppSecret>('POST', WEB.apps, { corpId: await organization() }, body)
    await output.say(answer, `Added the app ${answer.app.name}. Its secret is shown once.`, ...credentials(answer))
  },
}

const set: Command = {
  usage: `rollcall app set [--org CORPID] --app CLIENTID [--name NAME] [--scopes SCOPE,…] [--redirect ADDRESS,…] [--json]
  Renames an app, or replaces its scopes, or where it may send people who sign in with it. An empty text is an empty list.
`,
  texts: ['org', 'app', 'name', 'scopes', 'redirect'],
  async run(call) {
    const { given, client, output } = call
    const [name, scopes, path] = [given.text('name'), given.list('scopes'), pathOf(given)]
    const redirectUris = given.list('redirect')
    if (name === undefined && !scopes && !redirectUris) throw given.wrong('Say what to change.')
    const body = { ...(name !== undefined && { name }), ...(scopes && { scopes }) }
    const query = { corpId: await call.organization() }
    if (redirectUris) {
      const stored = await client.call<{ redirectUris: string[] }>('PUT', `${path}/redirect-uris`, query, {
        redirectUris,
      })
      const shown = stored.redirectUris.join(', ') || 'no address'
      if (name === undefined && !scopes) return output.say(stored, `The app may send people to ${shown}.`)
    }
    const answer = await client.call<{ app: AdministeredApp }>('PATCH', path, query, body)
    const { app } = answer
    await output.say(answer, `${app.clientId} is now ${app.name}, with the scopes: ${app.scopes.join(', ') || 'none'}.`)
  },
}

const rotate: Command = {
  usage: `rollcall app rotate [--org CORPID] --app CLIENTID [--overlap-hours HOURS] [--json]
  Gives an app a new secret and prints it, once. The previous secret stays valid for some hours: 24, or 0 to 720.
`,
  texts: ['org', 'app', 'overlap-hours'],
  async run({ given, client, output, organization }) {
    const [hours, path] = [given.number('overlap-hours'), `${pathOf(given)}/secret`]
    const body = hours === undefined ? {} : { overlapHours: hours }
    const answer = await client.call<AppSecret>('POST', path, { corpId: await organization() }, body)
    const until = answer.app.formerSecretUntil
    await output.say(
      answer,
      'The app has a new secret, which is shown once.',
      ...credentials(answer),
      ...(until === undefined ? [] : [`The previous secret is valid until ${toLocalTime(until)}.`]),
    )
  },
}

const revoke: Command = {
  usage: `rollcall app revoke [--org CORPID] --app CLIENTID [--json]
  Ends an app permanently. Its next call is refused.
`,
  texts: ['org', 'app'],
  async run({ given, client, output, organization }) {
    const path = pathOf(given)
    const answer = await client.call('DELETE', path, { corpId: await organization() })
    await output.say(answer, `Revoked the app ${given.required('app')}.`)
  },
}

function pathOf(given: Call['given']): string {
  return `${WEB.apps}/${encodeURIComponent(given.required('app'))}`
}

function credentials({ app, secret }: AppSecret): readonly string[] {
  return [`  clientId  ${app.clientId}`, `  secret    ${secret}`]
}

/** `rollcall app`: apps. @returns the exit code */
export function runApp(args: readonly string[], env: NodeJS.ProcessEnv, io: AdminIo): Promise<number> {
  return runVerb({ name: 'app', verbs: { list, add, set, rotate, revoke } }, args, env, io)
}
