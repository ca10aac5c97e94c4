import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { listOccurrences, normalized } from '../contract/time/recurrence.ts'
import { toCalendarFile } from '../src/web-api/calendar-file.ts'
import { LINK, review } from '../src/web-api/calendar.fixture.ts'
import { anySeries, fileOf } from '../src/web-api/series.fixture.ts'

// Lets Python's icalendar read our calendar files, and compares the dates that it computes with ours. The packages stay in
// a temporary folder, so only the first run downloads them.

const FILES = 200
const FOLDER = join(import.meta.dirname, '../test/calendars')
const VENV = join(tmpdir(), 'rollcall-calendars')

type Read = {
  errors: string[]
  starts: number[]
  ends: number[]
  method: string
  summary: string
  organizer: string
  alarms: number
}

run('python3', ['-m', 'venv', VENV])
run(join(VENV, 'bin/pip'), [
  'install',
  '--quiet',
  '--disable-pip-version-check',
  '-r',
  join(FOLDER, 'requirements.txt'),
])

const name = 'Ada "the first"; Byron, 周小明 👍🏽'
const special = { ...review, title: name, creator: { ...review.creator, nick: name } }
const reader = { link: LINK, withPasscode: true, language: 'en' } as const
// Python uses time zone data of its own. Morocco changed its time in 2026, so old and new data differ.
const all = fc.sample(
  anySeries.filter(({ timeZone }) => timeZone !== 'Africa/Casablanca'),
  FILES,
)
const files = [
  toCalendarFile(special, reader),
  toCalendarFile({ ...special, canceledAt: review.changedAt }, reader),
  ...all.map(fileOf),
]
const [once, canceled, ...repeating] = read(files)
const seconds = (ms: number) => Math.floor(ms / 1_000)
for (const [file, method, alarms] of [
  [once, 'PUBLISH', 1],
  [canceled, 'CANCEL', 0],
] as const) {
  assert.deepEqual(file, {
    errors: [],
    starts: [seconds(review.startsAt)],
    ends: [seconds(review.endsAt)],
    method,
    summary: name,
    organizer: name,
    alarms,
  })
}
let dates = 0
for (const [index, file] of repeating.entries()) {
  const series = normalized(all[index] as (typeof all)[number])
  const wanted = listOccurrences(series)
  assert.deepEqual(file.errors, [])
  assert.deepEqual(
    [file.starts, file.ends],
    [wanted.map(({ startsAt }) => seconds(startsAt)), wanted.map(({ endsAt }) => seconds(endsAt))],
    JSON.stringify(series),
  )
  dates += wanted.length
}
console.log(`icalendar reads ${files.length} files, and computes our ${dates} dates from them.`)

function read(texts: readonly string[]): readonly Read[] {
  const input = texts.map((file) => JSON.stringify(file)).join('\n')
  const output = run(join(VENV, 'bin/python'), [join(FOLDER, 'expand.py')], input)
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Read)
}

function run(program: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (error) throw error
  assert.equal(status, 0, stderr)
  return stdout
}
