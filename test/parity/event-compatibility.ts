import { GOLDEN_EVENTS, isNeverSent, SKIPPED_EVENTS, type GoldenEvent } from './golden-events.ts'

/** A test that proves something, named by its rule. */
type Proof = Readonly<{ rule: string; file: string }>

const PARITY: Proof = { rule: 'PA9', file: 'test/parity/events.test.ts' }
const SCENES: Proof = { rule: 'EV1', file: 'src/service/outbox/conference-events.test.ts' }
const MEMBERS: Proof = { rule: 'EV5', file: 'src/service/outbox/conference-events.test.ts' }
const DIRECTED: Proof = { rule: 'DL2', file: 'src/service/subscription/subscription-runner.test.ts' }

const PROOFS: Readonly<Record<string, readonly Proof[]>> = {
  meeting_status_change: [PARITY, SCENES],
  meeting_status_change_target_push: [PARITY, DIRECTED],
  meeting_member_status_change: [PARITY, SCENES, MEMBERS],
  meeting_member_status_change_target_push: [PARITY, DIRECTED],
}

/** How events leave: what the contract has, how far it is there, and the tests that prove it. */
const WAYS: readonly Readonly<{ what: string; extent: string; proofs: readonly Proof[] }>[] = [
  {
    what: 'Stream mode: frames, tickets, answers, `ping` and `disconnect`',
    extent: '✔',
    proofs: [
      { rule: 'SM5', file: 'src/dingtalk/stream/streams.test.ts' },
      { rule: 'SM12', file: 'test/sdk/stream-client.test.ts' },
    ],
  },
  {
    what: 'HTTP callback: envelope, encryption, signature, `check_url`',
    extent: '✔',
    proofs: [
      { rule: 'EP1', file: 'src/subscription/callback-crypto.test.ts' },
      { rule: 'EP2', file: 'src/subscription/http-sender.test.ts' },
      { rule: 'DL17', file: 'test/web/subscriptions.test.ts' },
    ],
  },
  {
    what: 'HTTP callback: 2.5 s, again after 10 s and 30 s, then the failed list',
    extent: '✔',
    proofs: [
      { rule: 'DL4', file: 'src/service/subscription/subscription-runner.test.ts' },
      { rule: 'DL21', file: 'src/service/subscription/failed-callbacks.test.ts' },
    ],
  },
  {
    what: 'Third-party apps: events of the organizations that authorized them',
    extent: '✔ by stream mode and HTTP; SyncHTTP and RDS do not exist: they are tables of a cloud database',
    proofs: [{ rule: 'DL22', file: 'test/api/suite-events.test.ts' }],
  },
  { what: '`suite_ticket`', extent: 'never sent: an operator sets the ticket of a third-party app', proofs: [] },
  {
    what: '`/call_back/register_call_back`, `get_call_back`, `update_call_back`, `delete_call_back`',
    extent: "do not exist: an administrator subscribes an app, as in DingTalk's developer console",
    proofs: [],
  },
]

const REMARK =
  "DingTalk's page for the directed events marks each field of a member as required. `joinTime`, `leaveTime` and `deviceType` are " +
  'left out while there is no such time or device, and `outerOrgMember` for people of the organization.'

/** All tests that the page names. */
export const NAMED_PROOFS: readonly Proof[] = [...Object.values(PROOFS).flat(), ...WAYS.flatMap(({ proofs }) => proofs)]

/** The part of the page about events. */
export function eventCompatibility(): string {
  const rows = GOLDEN_EVENTS.map((golden) => {
    const { event, scenes } = golden
    const named = scenes.map((scene) => `\`${scene}\``).join(', ')
    return `| \`${event}\` | ${named} | ${extentOf(golden)} | ${linksTo(PROOFS[event] ?? [PARITY])} |`
  })
  const gaps = GOLDEN_EVENTS.flatMap((golden) => gapsOf(golden))
  const ways = WAYS.map(({ what, extent, proofs }) => `| ${what} | ${extent} | ${linksTo(proofs)} |`)
  return [
    '# Events',
    'The parity suite also subscribes an app to a running server, and compares every key and type of what is sent with the tables.',
    ['| event | `changeScene` | | proved by |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    [...new Set(gaps), `- ${REMARK}`].join('\n'),
    '`booking_change` and `directory_change` are no events of DingTalk: see [events](events.md).',
    ['| how they leave | | proved by |', '| --- | --- | --- |', ...ways].join('\n'),
  ].join('\n\n')
}

function extentOf(golden: GoldenEvent): string {
  if (isNeverSent(golden)) return '**never sent**'
  return SKIPPED_EVENTS.some(({ event }) => event === golden.event) ? '**partly**' : '✔'
}

/** One line per reason. */
function gapsOf({ event }: GoldenEvent): readonly string[] {
  const own = SKIPPED_EVENTS.filter((skip) => skip.event === event)
  return own.map(({ path, reason }) =>
    path === '*' ? `- \`${event}\`: ${reason}` : `- \`${event}\`, \`${path}\`: never sent: ${reason}`,
  )
}

function linksTo(proofs: readonly Proof[]): string {
  return proofs.map(({ rule, file }) => `[${rule}](../${file})`).join(', ')
}
