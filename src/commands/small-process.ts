import { flushCompileCache, getCompileCacheDir } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The space for new objects, in MB. V8 would let it grow to 134 MB and keep it while there is any work; the reads are as
 * fast with this. V8 takes this setting only at its start.
 */
const NEW_SPACE = '--max-semi-space-size'
/**
 * Garbage is collected when the heap has grown by half since the last time. V8 would wait until it is up to four times as
 * large, and longer the more there is to do.
 */
const GROWTH = '--heap-growing-percent=50'
const FLAGS = [`${NEW_SPACE}=16`, GROWTH]
/**
 * From this size on, memory outside V8 goes back to the system when it is freed. Without the setting, the C library soon
 * keeps the 16 MB that each check of a password takes, once for each thread.
 */
const RETURNED_BYTES = '1048576'
/** Says to the next process that the sources were compiled. */
const COMPILED = 'NODE_ROLLCALL_COMPILED'

/**
 * Replaces this process by one that takes less memory, with the same id, arguments and streams. Does nothing if the process
 * was started with such a setting, and where a process cannot be replaced.
 */
export function continueAsSmallProcess(): void {
  const given = [...process.execArgv, process.env['NODE_OPTIONS'] ?? '']
  if (!given.some((option) => option.includes(NEW_SPACE))) replaceProcess(FLAGS, {})
}

/**
 * Replaces this process if it has compiled sources, since the compiler stays in memory. The next process finds everything
 * in the cache of compiled code. Call it when all that a start needs is loaded.
 */
export function continueWithoutCompiler(): void {
  const { moduleLoadList = [] } = process as { moduleLoadList?: readonly string[] }
  const isLoaded = moduleLoadList.some((name) => name.includes('deps/amaro'))
  if (!isLoaded || process.env[COMPILED] !== undefined || getCompileCacheDir() === undefined) return
  flushCompileCache()
  replaceProcess([], { [COMPILED]: '1' })
}

function replaceProcess(flags: readonly string[], added: Record<string, string>): void {
  // A process that a parent talks to over a channel would lose it.
  if (process.platform === 'win32' || process.channel || !process.execve) return
  const environment = {
    // By the variable, the cache has the first file too. It is the usual place.
    NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
    MALLOC_MMAP_THRESHOLD_: RETURNED_BYTES,
    ...process.env,
    ...added,
  }
  const args = [process.execPath, ...process.execArgv, ...flags, ...process.argv.slice(1)]
  process.execve(process.execPath, args, environment as Record<string, string>)
}
