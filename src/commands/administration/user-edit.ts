import type { AddedPerson, PersonEdit, PersonToAdd } from '../../../contract/web/administration-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import type { Command } from './admin-command.ts'
import type { Given } from './given.ts'

/** Options and the keys of a person that they set. */
const TEXTS = { 'job-number': 'jobNumber', department: 'department', email: 'email' } as const

/** `rollcall user add`. */
export const add: Command = {
  usage: `rollcall user add [--org CORPID] --user USERID --name NAME [--union-id ID] [--job-number TEXT] [--department TEXT]
    [--email ADDRESS] [--admin] [--no-password] [--json]
  Adds a person and prints a password, once, which they replace when they first sign in.
  --union-id     identifies the person in all organizations; without it, a new one is made
  --admin        they administer the organization
  --no-password  they sign in at the identity provider only
`,
  texts: ['org', 'user', 'name', 'union-id', ...Object.keys(TEXTS)],
  flags: ['admin', 'password'],
  async run({ given, client, output, organization }) {
    const unionId = given.text('union-id')
    const body: PersonToAdd = {
      userId: given.required('user'),
      name: given.required('name'),
      ...(unionId !== undefined && { unionId }),
      ...textsOf(given),
      ...(given.flag('admin') && { admin: true }),
      withPassword: given.choice('password') ?? true,
    }
    const answer = await client.call<AddedPerson>('POST', WEB.people, { corpId: await organization() }, body)
    const { person, password } = answer
    await output.say(
      answer,
      `Added ${person.name} as ${person.userId}, with the unionId ${person.unionId}.`,
      ...(password === undefined ? [] : [`Their password, shown once: ${password}`]),
    )
  },
}

/** `rollcall user set`. */
export const set: Command = {
  usage: `rollcall user set [--org CORPID] --user USERID [--name NAME] [--job-number TEXT] [--department TEXT] [--email ADDRESS]
    [--admin|--no-admin] [--operator|--no-operator] [--json]
  Changes a person. An empty text, as in --email '', removes it.
  --admin     they administer the organization; --no-admin: they no longer do
  --operator  they operate the server, and administer all organizations
`,
  texts: ['org', 'user', 'name', ...Object.keys(TEXTS)],
  flags: ['admin', 'operator'],
  async run({ given, client, output, organization }) {
    const path = `${WEB.people}/${encodeURIComponent(given.required('user'))}`
    const [name, admin, operator] = [given.text('name'), given.choice('admin'), given.choice('operator')]
    const texts = Object.entries(textsOf(given)).map(([key, text]) => [key, text === '' ? null : text])
    const body: PersonEdit = {
      ...(name !== undefined && { name }),
      ...Object.fromEntries(texts),
      ...(admin !== undefined && { admin }),
      ...(operator !== undefined && { operator }),
    }
    if (Object.keys(body).length === 0) throw given.wrong('Say what to change.')
    const answer = await client.call<AddedPerson>('PATCH', path, { corpId: await organization() }, body)
    await output.say(answer, `Changed ${answer.person.name} (${answer.person.userId}).`)
  },
}

function textsOf(given: Given): Readonly<Record<string, string>> {
  const texts = Object.entries(TEXTS).map(([option, key]) => [key, given.text(option)] as const)
  return Object.fromEntries(texts.flatMap(([key, text]) => (text === undefined ? [] : [[key, text]])))
}
