import { globSync, readFileSync } from 'node:fs'
import { gatewayBlock, operationBlock } from './blocks.ts'
import { WORDS, type Language, type Words } from './language.ts'
import type { Operation } from './operations.ts'

/** Name of the block with the refusals before any operation. */
export const GATEWAY = 'gateway'

const FOLDERS: Readonly<Record<Language, string>> = { en: 'docs/api', 'zh-CN': 'docs/api/zh-CN' }
const BLOCK = /<!-- generated: (\w+) -->\n[\s\S]*?<!-- \/generated -->/g

/** The current pages of the API in one language: file → text. */
export function readPages(language: Language): ReadonlyMap<string, string> {
  const files = globSync(`${FOLDERS[language]}/*.md`).sort()
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
}

/** Names of the blocks of a page, in its order. */
export function blocksOf(page: string): readonly string[] {
  return Array.from(page.matchAll(BLOCK), ([, name]) => name as string)
}

/**
 * The page with its blocks written again. The text between them stays.
 *
 * @throws Error if it has a block of an unknown operation
 */
export function fillPage(page: string, operations: ReadonlyMap<string, Operation>, language: Language): string {
  const words = WORDS[language]
  const described = new Map<string, string>()
  return page.replaceAll(BLOCK, (_, name: string) => {
    const write = () =>
      operationBlock(find(operations, name), { findEarlier: earlierIn(described, name, words), words })
    const text = name === GATEWAY ? gatewayBlock(words) : write()
    return `<!-- generated: ${name} -->\n\n${text}\n\n<!-- /generated -->`
  })
}

/** A model with a title is described only where it first occurs in a page. Later occurrences refer to that operation. */
function earlierIn(described: Map<string, string>, operation: string, { limit }: Words) {
  return (title: string) => {
    const first = described.get(title)
    if (first !== undefined) return limit.asUnder(`[${first}](#${first.toLowerCase()})`)
    described.set(title, operation)
    return undefined
  }
}

function find(operations: ReadonlyMap<string, Operation>, name: string): Operation {
  const operation = operations.get(name)
  if (!operation) throw new Error(`there is no operation ${name}`)
  return operation
}
