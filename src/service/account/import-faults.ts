/** What can be wrong with a file of people, each with its words in English. Pages have words of their own for each. */
const PROBLEMS = {
  'file-empty': () => 'the file is empty',
  'too-many-people': ({ count, most }) => `the file has ${count} people; at most ${most} are imported at once`,
  'too-many-passwords': ({ count, most }) => `at most ${most} people can get passwords at once; the file adds ${count}`,
  'not-utf-8': () => 'is not in UTF-8; save the file as "CSV UTF-8"',
  'quotation-mark': () => 'a quotation mark is open or out of place',
  'column-unknown': ({ columns }) => `is no column; the columns are ${columns}`,
  'column-twice': () => 'is there twice',
  'column-missing': () => 'is missing',
  'values-missing': ({ count, columns }) => `has ${count} values; the first line has ${columns} columns`,
  empty: () => 'is empty',
  'id-malformed': () => 'must be 1 to 64 letters, digits, _ or -',
  'name-malformed': () => 'must have 1 to 64 characters, and something visible',
  'text-malformed': () => 'must have something visible, and no control characters or bidi controls',
  'email-malformed': () => 'must be an email address',
  'too-long': ({ most }) => `must have at most ${most} characters`,
  'not-true-or-false': () => 'must be true or false',
  repeated: ({ id, first }) => `"${id}" is in line ${first} already`,
  'only-operators': () => 'only an operator changes this person',
  'union-id-fixed': ({ unionId }) => `the person has the unionId "${unionId}", which cannot change`,
  'union-id-taken': () => 'is or was another person’s',
  'erasure-unfinished': () => 'a person with this id is still being erased; try again in some minutes',
  'no-administrator': () => 'the organization would have no administrator',
} as const satisfies Readonly<Record<string, (values: FaultValues) => string>>

/** The parts of a problem that differ from file to file. */
type FaultValues = Readonly<Record<string, string | number>>
export type ImportFaultCode = keyof typeof PROBLEMS

export const IMPORT_FAULT_CODES = Object.keys(PROBLEMS) as readonly ImportFaultCode[]

/** What is wrong with a file, and where. `problem`: in English. */
export type ImportFault = Readonly<{
  /** From 1, the line that names the columns. */
  line: number
  column?: string
  code: ImportFaultCode
  values?: FaultValues
  problem: string
}>

/** A fault at a place of a file. */
export function toImportFault(
  place: Pick<ImportFault, 'line' | 'column'>,
  code: ImportFaultCode,
  values?: FaultValues,
): ImportFault {
  return { ...place, code, ...(values && { values }), problem: PROBLEMS[code](values ?? {}) }
}
