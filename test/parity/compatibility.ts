import { GOLDEN, SKIPPED, type Golden } from './golden.ts'
import { SCENARIOS } from './scenarios.ts'

/** Where the page is. */
export const COMPATIBILITY_PAGE = 'docs/compatibility.md'

const KEPT =
  '`moziConfOpenRecordSetting`, `aiAgentSummarySetting` and what `moziConfVirtualExtraSetting` has of recordings, minutes and extension apps, `recordAutoStart` among it, are checked and kept; nothing records, and nothing summarises.'

/** Operations whose tables are answered whole, and yet leave open what they are for. */
const REMARKS: Readonly<Record<string, string>> = {
  CreateScheduleConference: KEPT,
  UpdateScheduleConfSettings: KEPT,
  InviteUsers:
    'an entry of `inviteeList` without `unionId` is refused as a bad parameter, though the page calls the key optional: without it there is nobody who could be rung. Telephones are called where the server is given telephony; without it `success` is `false`, their rows have status 4, and the batch query says why. `inviteClient` is taken and without effect: its meaning is not public.',
  UpdateVideoConferenceExtInfo:
    'what is to be kept is not known: its parameters are not public, the official clients send neither body nor query, and no operation reads it back. So the conference is looked for, the success of the contract is answered, and whatever came with the request changes nothing.',
}

const HEAD = `# Compatibility

What each operation has of its contract, as \`npm run test:parity\` shows on a running server: every key, type and error below
is compared there with the contract's tables, and whatever is missing is named here. Written by \`npm run compatibility\`; not
to be changed by hand.

✔ everything of the tables is answered · **partly**: all but what is named · **refused**: it is there and says why it cannot.

An operation that is not on this page is not there: its path is answered with 404 \`InvalidAction.NotFound\`.
`

/** The page, as the parity suite would have it now. */
export function compatibilityPage(): string {
  const goldens = GOLDEN.toSorted((a, b) => (a.operation < b.operation ? -1 : 1))
  const rows = goldens.map((golden) => {
    const { operation, method, path } = golden
    return `| ${operation} | \`${method} ${path}\` | ${extentOf(golden)} |`
  })
  const gaps = goldens.flatMap((golden) => {
    const lines = gapsOf(golden)
    return lines.length > 0 ? [`## ${golden.operation}\n\n${lines.join('\n')}\n`] : []
  })
  const table = ['| operation | path | |', '| --- | --- | --- |', ...rows].join('\n')
  return [HEAD, `${table}\n`, ...gaps].join('\n')
}

function extentOf(golden: Golden): string {
  if (SCENARIOS[golden.operation]?.answers.length === 0) return '**refused**'
  return gapsOf(golden).length > 0 ? '**partly**' : '✔'
}

/** What is not there and why, in one line for all that have one reason. */
function gapsOf({ operation, answer }: Golden): readonly string[] {
  const keys = new Set(answer.map(({ path }) => path))
  const own = SKIPPED.filter((skip) => skip.operation === operation)
  const byReason = Map.groupBy(
    own,
    ({ path, reason }) => `${keys.has(path) ? 'never sent' : 'never answered'}: ${reason}`,
  )
  const gaps = Array.from(byReason, ([why, skips]) => `- ${skips.map(({ path }) => `\`${path}\``).join(', ')}: ${why}`)
  const remark = REMARKS[operation]
  return remark === undefined ? gaps : [...gaps, `- ${remark}`]
}
