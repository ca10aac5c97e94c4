import { eventCompatibility } from './event-compatibility.ts'
import { GOLDEN, SKIPPED, type Golden } from './golden.ts'
import { SCENARIOS } from './scenarios.ts'

/** Where the page is. */
export const COMPATIBILITY_PAGE = 'docs/compatibility.md'

const WITHOUT_EFFECT =
  '`moziConfOpenRecordSetting`, `aiAgentSummarySetting`, and the settings of recordings, minutes and extension apps in `moziConfVirtualExtraSetting`, `recordAutoStart` included, are checked and stored without effect.'

/** Operations that answer everything in their tables but do not do everything. */
const REMARKS: Readonly<Record<string, string>> = {
  CreateScheduleConference: WITHOUT_EFFECT,
  UpdateScheduleConfSettings: WITHOUT_EFFECT,
  InviteUsers:
    "An entry of `inviteeList` without `unionId` is refused as a bad parameter, although DingTalk's page calls the key optional: there would be nobody to call. Telephones are called if the server has telephony. Without it their rows have status 4, and the batch query gives the reason; `success` is `false` only if nobody could be called. `inviteClient` is accepted without effect: its meaning is not public.",
  LegacyGetCallBackFailedResult:
    "DingTalk keeps what failed for a few minutes. Here the latest 10,000 events of a callback are kept. The four operations beside it, which register, read, change and delete a callback, do not exist: as in DingTalk's console, an administrator subscribes the app.",
  UpdateVideoConferenceExtInfo:
    'Nothing is stored: the parameters are not public, the official clients send neither body nor query, and no operation reads the data. If the conference exists, the answer is the success of the contract.',
}

const HEAD = `# Compatibility

This page says how much of DingTalk's contract each operation fulfills. \`npm run test:parity\` compares every key, type and
error of a running server with the contract's tables. All differences are listed here. The last part is about [events](#events).
\`npm run compatibility\` generates this page; do not edit it.

✔ complete · **partly**: complete except for the listed differences · **refused**: the operation exists, but it cannot succeed,
and its error says why.

Operations that are not listed do not exist. Their paths are answered with 404 \`InvalidAction.NotFound\`.
`

/** The page, as the parity suite shows it now. */
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
  return [HEAD, `${table}\n`, ...gaps, `${eventCompatibility()}\n`].join('\n')
}

function extentOf(golden: Golden): string {
  if (SCENARIOS[golden.operation]?.answers.length === 0) return '**refused**'
  return gapsOf(golden).length > 0 ? '**partly**' : '✔'
}

/** What is missing and why, in one line per reason. */
function gapsOf({ operation, answer }: Golden): readonly string[] {
  const keys = new Set(answer.map(({ path }) => path))
  const own = SKIPPED.filter((skip) => skip.operation === operation)
  const byReason = Map.groupBy(
    own,
    ({ path, reason }) => `${keys.has(path) ? 'never sent' : 'never happens'}: ${reason}`,
  )
  const gaps = Array.from(byReason, ([why, skips]) => `- ${skips.map(({ path }) => `\`${path}\``).join(', ')}: ${why}`)
  const remark = REMARKS[operation]
  return remark === undefined ? gaps : [...gaps, `- ${remark}`]
}
