import { spawn } from 'node:child_process'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ABSENT, absentIn, CALLS, gapsIn, OPERATIONS } from '../test/sdks/call-list.ts'
import { CERTIFICATE } from '../src/subscription/receiver.fixture.ts'
import { startCaller } from '../test/sdks/caller.ts'
import { runIntegration } from '../test/sdks/integration.ts'
import { runReceiver } from '../test/sdks/receivers.ts'
import { replay } from '../test/sdks/replay.ts'
import { runStreamReceiver } from '../test/sdks/stream-receivers.ts'
import { runStream } from '../test/sdks/stream.ts'
import { openTally, walk, type Tally } from '../test/sdks/walk.ts'

// Calls every operation that can succeed with DingTalk's official clients in other languages, to see that the server
// understands what they send and that they read its answers. It uses the toolchains of this machine, and fails if there is
// none. Clients and builds stay in a temporary folder, so only the first run downloads them.

type Step = readonly [program: string, ...args: string[]]
type Sdk = {
  language: string
  /** Commands that succeed if the tools of the language are installed. */
  toolchain: readonly Step[]
  /** Builds the client, in the folder of the program. `kept` is a folder that the next run uses again. */
  prepare: (kept: string) => readonly Step[]
  run: (kept: string) => Step
  /** Builds the programs of examples/sandbox and examples/events, whose files are in the same folder. */
  prepareExample?: Step
  /** Absent if there is no integration in the language. */
  runExample?: (kept: string) => Step
  /** Runs a client for stream mode. Absent if there is none in the language. */
  runStream?: (kept: string) => Step
  /** Absent if there are no receivers of events in the language. */
  runReceiver?: (kept: string, way: (typeof WAYS)[number]) => Step
  /** Absent if there is no receiver of stream mode in the language. */
  runStreamReceiver?: (kept: string) => Step
  /** Its client for stream mode speaks TLS only. */
  needsTls?: boolean
  env?: (kept: string) => Record<string, string>
}

const WAYS = ['callback', 'webhook'] as const
const STEP_MS = 10 * 60_000
const KEPT = join(tmpdir(), 'rollcall-sdks')

/** Lets a program in Java trust the certificate of the tests. */
const [CERTIFICATE_FILE, TRUST_STORE, TRUST_PASSWORD] = ['certificate.pem', 'trust.p12', 'password']
const STORE_OPTIONS = ['-keystore', TRUST_STORE, '-storetype', 'PKCS12', '-storepass', TRUST_PASSWORD]
const trustStep: Step = ['keytool', '-importcert', '-noprompt', '-file', CERTIFICATE_FILE, ...STORE_OPTIONS]

const SDKS: readonly Sdk[] = [
  {
    language: 'python',
    toolchain: [['python3', '-c', 'import venv, ensurepip']],
    prepare: (kept) => [
      ['python3', '-m', 'venv', join(kept, 'venv')],
      [join(kept, 'venv/bin/pip'), 'install', '--quiet', '--disable-pip-version-check', '-r', 'requirements.txt'],
    ],
    run: (kept) => [join(kept, 'venv/bin/python'), 'caller.py'],
    runExample: (kept) => [join(kept, 'venv/bin/python'), 'attendance.py'],
    runReceiver: (kept, way) => [join(kept, 'venv/bin/python'), `${way}.py`],
    runStream: (kept) => [join(kept, 'venv/bin/python'), 'two_servers.py'],
    runStreamReceiver: (kept) => [join(kept, 'venv/bin/python'), 'stream.py'],
  },
  {
    language: 'java',
    toolchain: [
      ['mvn', '--version'],
      ['javac', '--version'],
    ],
    prepare: (kept) => [
      [
        'mvn',
        '--quiet',
        '--batch-mode',
        `-Dmaven.repo.local=${join(kept, 'repository')}`,
        'dependency:copy-dependencies',
        '-DoutputDirectory=jars',
      ],
      ['javac', '--class-path', 'jars/*', '-d', 'classes', 'Caller.java', 'Legacy.java'],
      trustStep,
    ],
    run: () => ['java', '--class-path', `classes${delimiter}jars/*`, 'Caller'],
    prepareExample: [
      'javac',
      '--class-path',
      'jars/*',
      '-d',
      'classes',
      'Attendance.java',
      'Callback.java',
      'Webhook.java',
      'Stream.java',
    ],
    runExample: () => ['java', '--class-path', `classes${delimiter}jars/*`, 'Attendance'],
    runReceiver: (_kept, way) => [
      ...(['java', '--class-path', `classes${delimiter}jars/*`] as const),
      way === 'callback' ? 'Callback' : 'Webhook',
    ],
    runStreamReceiver: () => [
      'java',
      `-Djavax.net.ssl.trustStore=${TRUST_STORE}`,
      `-Djavax.net.ssl.trustStorePassword=${TRUST_PASSWORD}`,
      '--class-path',
      `classes${delimiter}jars/*`,
      'Stream',
    ],
    needsTls: true,
  },
  {
    language: 'go',
    toolchain: [['go', 'version']],
    prepare: () => [['go', 'build', '-o', 'caller', '.']],
    run: () => ['./caller'],
    // By default, Go's modules are read-only, and their folder cannot be deleted.
    env: (kept) => ({ GOMODCACHE: join(kept, 'modules'), GOCACHE: join(kept, 'build'), GOFLAGS: '-modcacherw' }),
  },
]

const gaps = gapsIn(Object.values(CALLS).flat())
for (const gap of gaps) console.log(`In the list of calls, ${gap}.`)

const tallies = new Map<string, Tally | undefined>()
for (const sdk of SDKS) tallies.set(sdk.language, await attempt(sdk))

console.log(`\nOperations that can succeed: ${OPERATIONS.length}. Some clients lack operations, or fields of answers:`)
for (const { operation, field, languages, reason } of ABSENT) {
  console.log(`  ${operation}${field === undefined ? '' : `, ${field}`} (${languages.join(', ')}): ${reason}`)
}
console.log()
for (const row of table()) console.log(row)
const ran = [...tallies.values()].filter((tally) => tally !== undefined)
if (ran.length === 0) console.log('\nNo client ran: install Python, Java with Maven, or Go.')
process.exitCode = gaps.length > 0 || ran.length === 0 || ran.some(({ problems }) => problems.length > 0) ? 1 : 0

function table(): readonly string[] {
  const rows = Array.from(tallies, ([language, tally]) => {
    if (!tally) return `| ${language} | did not run | | | | |`
    const { called, successes, refusals, problems } = tally
    const cells = [called.size, absentIn(language).length, successes, refusals, problems.length]
    return `| ${language} | ${cells.join(' | ')} |`
  })
  return [
    '| language | operations called | not in the client | successes | refusals | problems |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ]
}

/** Prints what is wrong. @returns nothing if the client did not run */
async function attempt({
  language,
  toolchain,
  prepare,
  run,
  prepareExample,
  runExample,
  runReceiver: toReceiver,
  runStream: toStream,
  runStreamReceiver: toStreamReceiver,
  needsTls: tls = false,
  env,
}: Sdk): Promise<Tally | undefined> {
  const kept = join(KEPT, language)
  // Sources of an earlier run, which may have had others, must not be built.
  const cwd = join(kept, 'program')
  await rm(cwd, { recursive: true, force: true })
  await mkdir(kept, { recursive: true })
  await cp(new URL(`../test/sdks/${language}/`, import.meta.url), cwd, { recursive: true })
  for (const examples of ['sandbox', 'events'])
    await cp(new URL(`../examples/${examples}/`, import.meta.url), cwd, { recursive: true })
  await writeFile(join(cwd, CERTIFICATE_FILE), CERTIFICATE)
  const options = { cwd, env: { ...process.env, ...env?.(kept) } }
  for (const step of toolchain) {
    if (await runStep(step, options)) return void console.log(`${language} did not run: there is no ${step[0]}.`)
  }
  for (const step of prepare(kept)) {
    const problem = await runStep(step, options)
    if (problem)
      return void console.log(`${language} did not run, because its client could not be installed: ${problem}`)
  }
  const start = (endpoint: string) =>
    startCaller(run(kept), { ...options, env: { ...options.env, ROLLCALL_ENDPOINT: endpoint } })
  const { tally, count } = openTally()
  try {
    await walk(language, start, count)
    await replay(language, start, count)
  } catch (error) {
    tally.problems.push(`its program failed: ${String(error)}`)
  }
  const unbuilt = prepareExample && (await runStep(prepareExample, options))
  const wrong = unbuilt || (runExample && (await runIntegration(runExample(kept), options)))
  if (wrong) tally.problems.push(wrong)
  else if (runExample) console.log(`${language}: the integration of examples/sandbox ran.`)
  for (const way of unbuilt ? [] : WAYS) {
    if (!toReceiver) break
    const problem = await runReceiver(way, toReceiver(kept, way), options)
    if (problem) tally.problems.push(problem)
    else console.log(`${language}: the ${way} receiver of examples/events ran.`)
  }
  const broken = toStream && (await runStream(toStream(kept), options))
  if (broken) tally.problems.push(broken)
  else if (toStream) console.log(`${language}: the client for stream mode got its events over two servers.`)
  const failed = !unbuilt && toStreamReceiver && (await runStreamReceiver(toStreamReceiver(kept), { ...options, tls }))
  if (failed) tally.problems.push(failed)
  else if (toStreamReceiver) console.log(`${language}: the stream receiver of examples/events ran.`)
  for (const problem of tally.problems) console.log(`${language}: ${problem}`)
  console.log(`${language} ran.`)
  return tally
}

/** Runs a step. Gives its output if it failed, otherwise ''. */
function runStep([program, ...args]: Step, options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  // If the program does not exist, the timer of `timeout` would keep running.
  const signal = AbortSignal.timeout(STEP_MS)
  const child = spawn(program, args, { ...options, signal, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += String(text)))
  child.on('error', (error) => resolve(error.message))
  child.on('close', (code) => resolve(code === 0 ? '' : said.trim() || `it ended with ${code}`))
  return promise
}
