import { WEB } from '../../../contract/web/paths.ts'
import type { Command } from './admin-command.ts'

/** `rollcall user data`. */
export const data: Command = {
  usage: `rollcall user data [--org CORPID] --user USERID [--out FILE] [--json]
  Writes everything that the organization has stored about a person, as JSON. The audit log says so.
`,
  texts: ['org', 'user', 'out'],
  async run({ given, client, output, organization }) {
    const [path, out] = [`${WEB.people}/${encodeURIComponent(given.required('user'))}/data`, given.text('out')]
    const found = await client.call<object>('GET', path, { corpId: await organization() })
    await output.file(Buffer.from(`${JSON.stringify(found, undefined, 2)}\n`), { path: out, isText: true })
    if (out !== undefined) await output.say({ file: out }, `Wrote ${out}.`)
  },
}

/** `rollcall user erase`. */
export const erase: Command = {
  usage: `rollcall user erase [--org CORPID] --user USERID [--json]
  Deletes a person, and replaces them by a pseudonym in past meetings. This cannot be undone.
`,
  texts: ['org', 'user'],
  async run({ given, client, output, organization }) {
    const user = given.required('user')
    const path = `${WEB.people}/${encodeURIComponent(user)}/erase`
    const answer = await client.call<{ finished: boolean }>('POST', path, { corpId: await organization() })
    const line = answer.finished
      ? `Erased ${user}: the account is deleted, and past meetings are rewritten.`
      : `The account of ${user} is deleted. A running server rewrites past meetings within minutes.`
    await output.say(answer, line)
  },
}
