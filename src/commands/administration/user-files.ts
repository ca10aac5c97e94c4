import { readFile } from 'node:fs/promises'
import type { ImportAnswer } from '../../../contract/web/administration-types.ts'
import { WEB } from '../../../contract/web/paths.ts'
import { EXIT, ProgramError } from '../../terminal/program-io.ts'
import type { Command } from './admin-command.ts'

/** `rollcall user import`. */
export const importPeople: Command = {
  usage: `rollcall user import <file> [--org CORPID] [--dry-run] [--passwords] [--json]
  Adds and changes people from a CSV file in UTF-8, all of them or nobody. Its first line names columns: userId, name, and
  optionally unionId, jobNumber, department, email and admin.
  --dry-run    only say what would happen
  --passwords  print a password for each new person, once
`,
  argument: 'a CSV file',
  texts: ['org'],
  flags: ['dry-run', 'passwords'],
  async run({ given, client, output, warn, organization }) {
    const file = await readFileOf(given.argument)
    const answer = await client.upload<ImportAnswer>(
      'POST',
      `${WEB.people}/import`,
      {
        corpId: await organization(),
        dryRun: String(given.flag('dry-run')),
        withPasswords: String(given.flag('passwords')),
      },
      { type: 'text/csv', content: file },
    )
    const { faults, faultCount, passwords } = answer
    await output.say(
      answer,
      ...(faultCount === 0 ? [summaryOf(answer)] : []),
      ...(passwords.length === 0 ? [] : ['Passwords, shown once:']),
      ...passwords.map(({ userId, name, password }) => `  ${userId}  ${password}  ${name}`),
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
