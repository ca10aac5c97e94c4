import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cache, CacheBudget } from '../service/cache-budget.ts'

/** A file in memory, without its bytes. */
const FILE_BYTES = 300
/** How long the page is served from memory. A new build is seen after that. */
const PAGE_LASTS_MS = 1_000

/** Encodings of the compressed copies that the build writes, with their file name endings. The best comes first. */
const COPIES = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  wasm: 'application/wasm',
}

/** A file to send. `encoding`: how it is compressed, if it is. */
export type Asset = Readonly<{ bytes: Buffer; etag: string; type: string; encoding?: string }>

/** The files that the build of the pages wrote. They are served from memory, so no work on other threads delays them. */
export class BuiltFiles {
  readonly #folder: string
  /** By file name. A compressed copy has its own entry. */
  readonly #assets: Cache<string, Pick<Asset, 'bytes' | 'etag'>>
  #page: Promise<string | undefined> | undefined
  #pageReadAt = -Infinity

  constructor(folder: string, caches: CacheBudget) {
    this.#folder = folder
    this.#assets = caches.open('files', { sizeOf: ({ bytes }) => FILE_BYTES + bytes.length })
  }

  /** The document of all pages; `undefined` while nothing is built. It names the files of the last build. */
  findPage(): Promise<string | undefined> {
    const now = performance.now()
    if (this.#page && now - this.#pageReadAt < PAGE_LASTS_MS) return this.#page
    this.#pageReadAt = now
    this.#page = readIfExists(join(this.#folder, 'index.html')).then((bytes) => bytes?.toString('utf8'))
    return this.#page
  }

  /** The asset with this name, in the best encoding that the browser accepts. `accepted`: its `Accept-Encoding` header. */
  async findAsset(name: string, accepted: string | undefined): Promise<Asset | undefined> {
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
    const accepts = new Set(
      accepted?.split(',').flatMap((one) => (/;\s*q=0(\.0*)?\s*$/.test(one) ? [] : codingOf(one))),
    )
    const plain = await this.#find(name)
    if (!plain) return undefined
    for (const [encoding, ending] of COPIES) {
      const copy = accepts.has(encoding) ? await this.#find(name + ending) : undefined
      if (copy) return { ...copy, type, encoding }
    }
    return { ...plain, type }
  }

  /** A file whose content changes gets another name, so a file in memory is never outdated. Absence is not remembered. */
  async #find(name: string): Promise<Pick<Asset, 'bytes' | 'etag'> | undefined> {
    const known = this.#assets.get(name)
    if (known) return known
    const bytes = await readIfExists(join(this.#folder, 'assets', name))
    if (!bytes) return undefined
    const file = { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` }
    this.#assets.set(name, file)
    return file
  }
}

function codingOf(accepted: string): string {
  return accepted.split(';', 1).join('').trim().toLowerCase()
}

async function readIfExists(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
