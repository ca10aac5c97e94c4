import type { AdministeredSuite, SuiteSecret, SuitesPage } from '../../../contract/web/suite-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import { SCOPES } from '../../service/account/caller.ts'
import { runVerb, type AdminIo, type Command } from './admin-command.ts'
import type { Given } from './given.ts'
import { toLocalTime } from './output.ts'

const list: Command = {
  usage: `rollcall suite list [--json]
  Lists the third-party apps by name.
`,
  async run({ client, output }) {
    const pages = async function* () {
      for await (const { suites } of client.pages<SuitesPage>(WEB.suites, {})) yield suites
    }
    await output.list<AdministeredSuite>(pages(), {
      columns: [
        ['suiteKey', ({ suiteKey }) => suiteKey],
        ['name', ({ name }) => name],
        ['organizations', ({ authorizedCorpIds }) => authorizedCorpIds.join(', ')],
        ['scopes', ({ scopes }) => scopes.join(', ')],
        ['ticket', ({ hasTicket }) => (hasTicket ? 'its own' : 'any')],
        ['previous secret until', ({ formerSecretUntil }) => formerSecretUntil && toLocalTime(formerSecretUntil)],
      ],
      nothing: 'There are no third-party apps.',
    })
  },
}

const add: Command = {
  usage: `rollcall suite add --name NAME --orgs CORPID,… [--scopes SCOPE,…] [--suite SUITEKEY] [--ticket TEXT] [--json]
  Adds a third-party app that works for these organizations, and prints its secret, once. Without --suite its suiteKey is made.
  Without --ticket any ticket is accepted. Scopes:
  ${SCOPES.join(', ')}
`,
  texts: ['name', 'orgs', 'scopes', 'suite', 'ticket'],
  async run({ given, client, output }) {
    const [suiteKey, ticket] = [given.text('suite'), given.text('ticket')]
    given.required('orgs')
    const answer = await client.call<SuiteSecret>(
      'POST',
      WEB.suites,
      {},
      {
        name: given.required('name'),
        authorizedCorpIds: given.list('orgs'),
        scopes: given.list('scopes') ?? [],
        ...(suiteKey !== undefined && { suiteKey }),
        ...(ticket !== undefined && { ticket }),
      },
    )
    await output.say(answer, `Added ${answer.suite.name}. Its secret is shown once.`, ...credentials(answer))
  },
}

const set: Command = {
  usage: `rollcall suite set --suite SUITEKEY [--name NAME] [--orgs CORPID,…] [--scopes SCOPE,…] [--json]
  Renames a third-party app, or replaces its organizations or scopes.
`,
  texts: ['suite', 'name', 'orgs', 'scopes'],
  async run({ given, client, output }) {
    const [path, name] = [pathOf(given), given.text('name')]
    const [authorizedCorpIds, scopes] = [given.list('orgs'), given.list('scopes')]
    if (name === undefined && !authorizedCorpIds && !scopes) throw given.wrong('Say what to change.')
    const answer = await client.call<{ suite: AdministeredSuite }>(
      'PATCH',
      path,
      {},
      {
        ...(name !== undefined && { name }),
        ...(authorizedCorpIds && { authorizedCorpIds }),
        ...(scopes && { scopes }),
      },
    )
    const { suite } = answer
    await output.say(
      answer,
      `${suite.suiteKey} is now ${suite.name}, for ${suite.authorizedCorpIds.join(', ')}, with the scopes: ${suite.scopes.join(', ') || 'none'}.`,
    )
  },
}

const rotate: Command = {
  usage: `rollcall suite rotate --suite SUITEKEY [--overlap-hours HOURS] [--json]
  Gives a third-party app a new secret and prints it, once. The previous secret stays valid for some hours: 24, or 0 to 720.
`,
  texts: ['suite', 'overlap-hours'],
  async run({ given, client, output }) {
    const [path, hours] = [`${pathOf(given)}/secret`, given.number('overlap-hours')]
    const body = hours === undefined ? {} : { overlapHours: hours }
    const answer = await client.call<SuiteSecret>('POST', path, {}, body)
    const until = answer.suite.formerSecretUntil
    await output.say(
      answer,
      'The third-party app has a new secret, which is shown once.',
      ...credentials(answer),
      ...(until === undefined ? [] : [`The previous secret is valid until ${toLocalTime(until)}.`]),
    )
  },
}

const revoke: Command = {
  usage: `rollcall suite revoke --suite SUITEKEY [--json]
  Ends a third-party app permanently. Its next call is refused.
`,
  texts: ['suite'],
  async run({ given, client, output }) {
    await output.say(await client.call('DELETE', pathOf(given)), `Revoked ${given.required('suite')}.`)
  },
}

function pathOf(given: Given): string {
  return `${WEB.suites}/${encodeURIComponent(given.required('suite'))}`
}

function credentials({ suite, secret }: SuiteSecret): readonly string[] {
  return [`  suiteKey  ${suite.suiteKey}`, `  secret    ${secret}`]
}

/** `rollcall suite`: third-party apps. @returns the exit code */
export function runSuite(args: readonly string[], env: NodeJS.ProcessEnv, io: AdminIo): Promise<number> {
  return runVerb({ name: 'suite', verbs: { list, add, set, rotate, revoke } }, args, env, io)
}
