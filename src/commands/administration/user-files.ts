import { readFile } from 'node:fs/promises'
import type { ImportAnswer } from '../../../contract/web/administration-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import { EXIT, ProgramError } from '../../terminal/program-io.ts'
import type { Command } from './admin-command.ts'
import { handOutTo, linesOf, mailOf } from './user-password.ts'

/** `rollcall user import`. */
export const importPeople: Command = {
  usage: `rollcall user import <file> [--org CORPID] [--dry-run] [--passwords | --links | --mail en|zh-CN] [--json]
  Adds and changes people from a CSV file in UTF-8, all of them or nobody. Its first line names columns: userId, name, and
  optionally unionId, jobNumber, department, email and admin.
  --dry-run    only say what would happen
  --passwords  print a password for each new person, once; for up to 1,000
  --links      print a link for each new person, once, with which they choose a password themselves
  --mail       send them these links by mail, in this language
`,
  argument: 'a CSV file',
  texts: ['org', 'mail'],
  flags: ['dry-run', 'passwords', 'links'],
  async run({ given, client, output, warn, organization }) {
    const mail = mailOf(given)
    const [passwordsWanted, linksWanted] = [given.flag('passwords'), given.flag('links') || mail !== undefined]
    if (passwordsWanted && linksWanted) throw given.wrong('New people get passwords or links, not both.')
    if (given.flag('links') && mail !== undefined) throw given.wrong('Give --links or --mail, not both.')
    const file = await readFileOf(given.argument)
    const corpId = await organization()
    const answer = await client.upload<ImportAnswer>(
      'POST',
      `${WEB.people}/import`,
      {
        corpId,
        dryRun: String(given.flag('dry-run')),
        withPasswords: String(passwordsWanted),
      },
      { type: 'text/csv', content: file },
    )
    const { faults, faultCount, passwords, addedUserIds } = answer
    const handed =
      linksWanted && answer.applied ? await handOutTo(client, corpId, { userIds: addedUserIds, mail }) : undefined
    await output.say(
      { ...answer, ...handed },
      ...(faultCount === 0 ? [summaryOf(answer)] : []),
      ...(passwords.length === 0 ? [] : ['Passwords, shown once:']),
      ...passwords.map(({ userId, name, password }) => `  ${userId}  ${password}  ${name}`),
      ...(handed ? linesOf(handed) : []),
    )
    if (faultCount === 0) return 0
    if (output.isJson) return EXIT.failed
    for (const { line, column, problem } of faults) {
      warn(`line ${line}${column === undefined ? '' : `, ${column}`}: ${problem}`)
    }
    if (faultCount > faults.length) warn(`… and ${faultCount - faults.length} more`)
    warn(`Nothing is changed: ${faultCount === 1 ? '1 fault' : `${faultCount} faults`}.`)
    return EXIT.failed
  },
}

function summaryOf({ applied, added, changed, unchanged }: ImportAnswer): string {
  const counts = `${added} added, ${changed} changed, ${unchanged} unchanged`
  return applied ? `Imported: ${counts}.` : `Not imported yet: ${counts}. Leave out --dry-run to import.`
}

/** The content of a file. @throws ProgramError if it cannot be read */
export async function readFileOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new ProgramError(`${path} cannot be read: ${(error as Error).message}`)
  }
}

/** `rollcall user export`. */
export const exportPeople: Command = {
  usage: `rollcall user export [--org CORPID] [--out FILE [--json]]
  Writes the people of the organization as CSV, in the columns of an import.
`,
  texts: ['org', 'out'],
  async run({ given, client, output, organization }) {
    const out = given.text('out')
    if (output.isJson && out === undefined) throw given.wrong('--json needs --out: the people are written as CSV.')
    const file = await client.download(WEB.peopleFile, { corpId: await organization() })
    await output.file(file, { path: out, isText: true })
    if (out !== undefined) await output.say({ file: out, bytes: file.length }, `Wrote ${out}.`)
  },
}
