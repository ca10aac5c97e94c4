import { spawn } from 'node:child_process'
import { cp, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ADA, BRAM, startTester } from '../test/worlds/tester.ts'

// Runs programs with DingTalk's official clients in other languages against one server, to see that they read our answers
// correctly. It uses the toolchains of this machine, and fails if there is none. Clients and builds stay in a temporary
// folder, so only the first run downloads them.

type Step = readonly [program: string, ...args: string[]]
type Sdk = {
  language: string
  /** Commands that succeed if the tools of the language are installed. */
  toolchain: readonly Step[]
  /** In `folder`, which has the program's sources. */
  prepare: (folder: string) => readonly Step[]
  run: (folder: string) => Step
  env?: (folder: string) => Record<string, string>
}

const STEP_MS = 10 * 60_000
const KEPT = join(tmpdir(), 'rollcall-sdks')

const SDKS: readonly Sdk[] = [
  {
    language: 'python',
    toolchain: [['python3', '-c', 'import venv, ensurepip']],
    prepare: (folder) => [
      ['python3', '-m', 'venv', join(folder, 'venv')],
      [join(folder, 'venv/bin/pip'), 'install', '--quiet', '--disable-pip-version-check', '-r', 'requirements.txt'],
    ],
    run: (folder) => [join(folder, 'venv/bin/python'), 'members.py'],
  },
  {
    language: 'java',
    toolchain: [
      ['mvn', '--version'],
      ['java', '--version'],
    ],
    prepare: (folder) => [
      [
        'mvn',
        '--quiet',
        '--batch-mode',
        `-Dmaven.repo.local=${join(folder, 'repository')}`,
        'dependency:copy-dependencies',
        '-DoutputDirectory=jars',
      ],
    ],
    run: () => ['java', '--class-path', 'jars/*', 'Members.java'],
  },
  {
    language: 'go',
    toolchain: [['go', 'version']],
    prepare: () => [['go', 'build', '-o', 'members', '.']],
    run: (folder) => [join(folder, 'members')],
    // Modules that may be written can be deleted with the folder.
    env: (folder) => ({ GOMODCACHE: join(folder, 'modules'), GOCACHE: join(folder, 'build'), GOFLAGS: '-modcacherw' }),
  },
]

await using tester = await startTester()
/** Settings of the programs under test. */
const settings = {
  ROLLCALL_ENDPOINT: tester.endpoint,
  ROLLCALL_APP_KEY: 'dingacmeapp',
  ROLLCALL_APP_SECRET: 'acme-secret',
  ROLLCALL_ADA: ADA.unionId,
  ROLLCALL_BRAM: BRAM.unionId,
}

const failed: string[] = []
const ran: string[] = []
for (const sdk of SDKS) {
  const outcome = await attempt(sdk)
  console.log(`${sdk.language}: ${outcome}`)
  if (outcome === 'passed') ran.push(sdk.language)
  else if (outcome.startsWith('failed')) failed.push(sdk.language)
}
if (ran.length + failed.length === 0) console.log('No client ran: install Python, Java with Maven, or Go.')
else console.log(`Ran: ${[...ran, ...failed].join(', ')}. Failed: ${failed.join(', ') || 'none'}.`)
process.exitCode = failed.length > 0 || ran.length === 0 ? 1 : 0

async function attempt({ language, toolchain, prepare, run, env }: Sdk): Promise<string> {
  const folder = join(KEPT, language)
  await mkdir(folder, { recursive: true })
  await cp(new URL(`../test/sdks/${language}/`, import.meta.url), folder, { recursive: true })
  const go = (step: Step) => runStep(step, folder, { ...process.env, ...env?.(folder), ...settings })
  for (const step of toolchain) {
    if (await go(step)) return `did not run, there is no ${step[0]}`
  }
  for (const step of prepare(folder)) {
    const problem = await go(step)
    if (problem) return `did not run, its client could not be installed: ${problem}`
  }
  console.log(language)
  const problem = await go(run(folder))
  return problem ? `failed: ${problem}` : 'passed'
}

/** Runs a step. Gives its error output if it failed, otherwise ''. Prints the indented lines of a successful step. */
function runStep([program, ...args]: Step, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  // If the program does not exist, the timer of `timeout` would keep running.
  const signal = AbortSignal.timeout(STEP_MS)
  const child = spawn(program, args, { cwd, env, signal, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let problem = ''
  child.stdout.on('data', (text: Buffer) => (out += String(text)))
  child.stderr.on('data', (text: Buffer) => (problem += String(text)))
  child.on('error', (error) => resolve(error.message))
  child.on('close', (code) => {
    if (code === 0) {
      for (const line of out.split('\n').filter((one) => one.startsWith('  '))) console.log(line)
      resolve('')
    } else {
      resolve(problem.trim() || out.trim() || `it ended with ${code}`)
    }
  })
  return promise
}
