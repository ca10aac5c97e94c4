import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'

// Builds the pages into dist/web, with compressed copies. If no source has changed since the last build, nothing is written,
// so a running server can keep serving the pages.
const FOLDER = 'dist/web'
const RECORD = join(FOLDER, 'built.json')
const ENTRY = 'web/index.html'
const MEETING = 'web/room/room-page.tsx'
/** A page loads the texts of one of them. */
const LANGUAGES = ['web/i18n/en.ts', 'web/i18n/zh-CN.ts']
/** The most that a browser may load before the meeting shows: gzipped bytes of script. */
const MOST_BYTES = 250_000
/** Larger files would take too long with the best compression. */
const LARGE_BYTES = 1_000_000
const SOURCES = [
  'web/**/*.{ts,tsx,css,html,svg}',
  'contract/**/*.ts',
  'client/**/*.ts',
  'vite.config.ts',
  'package-lock.json',
  import.meta.filename,
]

type Built = { from: string; meetingGzipBytes: number }

const from = fingerprint()
const before = readRecord()
const built = before?.from === from ? before : { from, meetingGzipBytes: await buildAndWeigh() }
if (built !== before) writeFileSync(RECORD, JSON.stringify(built))

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`
console.log(
  `${built === before ? 'The pages are built already' : 'The pages are built'}. First load of the meeting: ` +
    `${kilobytes(built.meetingGzipBytes)} of script, gzipped; ${kilobytes(MOST_BYTES)} at most.`,
)
if (built.meetingGzipBytes > MOST_BYTES) process.exitCode = 1

/** Builds the pages. Gives the gzipped size of the scripts that the meeting needs at first. */
async function buildAndWeigh(): Promise<number> {
  const output = (await build({ logLevel: 'warn' })) as Rolldown.RolldownOutput
  const sizes = new Map(output.output.map((file) => [file.fileName, compress(file.fileName)]))
  const loads = LANGUAGES.map((language) =>
    filesOf(output.output, [ENTRY, MEETING, language]).reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0),
  )
  return Math.max(...loads)
}

/** Writes the compressed copies of a file. @returns its gzipped size in bytes */
function compress(name: string): number {
  const path = join(FOLDER, name)
  const bytes = readFileSync(path)
  const gzipped = gzipSync(bytes, { level: 9 })
  if (!/\.(js|css|svg|wasm|tflite)$/.test(name)) return gzipped.length
  writeFileSync(`${path}.gz`, gzipped)
  const quality = bytes.length > LARGE_BYTES ? 9 : 11
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }))
  return gzipped.length
}

/** The scripts with these modules, and all that they import. */
function filesOf(output: Rolldown.RolldownOutput['output'], modules: readonly string[]): string[] {
  const chunks = output.filter((file) => file.type === 'chunk')
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const first = modules.map((id) => {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(id))
    if (!chunk) throw new Error(`${id} has no file of its own`)
    return chunk.fileName
  })
  const files = new Set(first)
  for (const name of files) for (const needed of byName.get(name)?.imports ?? []) files.add(needed)
  return [...files]
}

/** A hash of all files that the build reads. */
function fingerprint(): string {
  const hash = createHash('sha256')
  for (const pattern of SOURCES) {
    const files =
      pattern === import.meta.filename
        ? [pattern]
        : globSync(pattern)
            .filter((file) => !file.endsWith('.test.ts'))
            .sort()
    for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function readRecord(): Built | undefined {
  try {
    return JSON.parse(readFileSync(RECORD, 'utf8')) as Built
  } catch {
    return undefined // not built yet
  }
}
