import type {
  ConferenceId,
  EpochMs,
  OrganizationId,
  ParticipantId,
  PersonKey,
  UnionId,
} from '../conference/identity.ts'
import type { AttendanceReport, PersonAttendance } from '../service/attendance/attendance-report.ts'

const time = (text: string) => Date.parse(text) as EpochMs
export const START = time('2026-11-29T01:30:00.500Z')
const END = time('2026-11-29T02:30:00.500Z')

const LEFT = (START + 1_800_000) as EpochMs

/** A person who never came. */
const personOf = (nick: string): PersonAttendance => ({
  key: `user:${nick}` as PersonKey,
  kind: 'user',
  unionId: nick as UnionId,
  nick,
  outside: false,
  inside: false,
  insideMs: 0,
  share: 0,
  sessions: [],
  roles: [],
  removedAt: [],
})

/** What a person has who was inside for the first half hour. */
const CAME: Partial<PersonAttendance> = {
  firstIn: START,
  wayIn: 'link',
  lastOut: LEFT,
  insideMs: LEFT - START,
  share: 0.5,
  sessions: [
    { participantId: 'p' as ParticipantId, device: 'Mac', from: START, to: LEFT, countedTo: LEFT, reason: 'left' },
  ],
}

/** A report whose people have the given names. The last one never came. */
export function reportOf(names: readonly string[]): AttendanceReport {
  const people = [
    ...names.map((name) => ({ ...personOf(name), ...CAME })),
    { ...personOf('Dora'), callFailure: 'timed-out' as const },
  ]
  return {
    conferenceId: 'c'.repeat(24) as ConferenceId,
    organizationId: 'acme' as OrganizationId,
    title: '=1+1',
    startedAt: START,
    endedAt: END,
    until: END,
    people,
    totals: { came: names.length, absent: 1, sessions: names.length, insideMs: names.length * 1_800_000 },
    inside: [],
  }
}

/** Names that spreadsheet programs could run or spoil. */
export const HARD_NAMES = [
  '=HYPERLINK("http://a.test")',
  '+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1',
  'Jürgen, „Ü“',
  '周小明 👍🏽',
  'A"B',
  '007',
]
