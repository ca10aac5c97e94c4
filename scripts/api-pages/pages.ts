import { globSync, readFileSync } from 'node:fs'
import { gatewayBlock, operationBlock } from './blocks.ts'
import type { Operation } from './operations.ts'

/** The block of what comes before every operation. */
export const GATEWAY = 'gateway'

const BLOCK = /<!-- generated: (\w+) -->\n[\s\S]*?<!-- \/generated -->/g

/** The pages of the API as they stand: file → text. */
export function readPages(): ReadonlyMap<string, string> {
  const files = globSync('docs/api/*.md').sort()
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
}

/** Names of the blocks of a page, in its order. */
export function blocksOf(page: string): readonly string[] {
  return Array.from(page.matchAll(BLOCK), ([, name]) => name as string)
}

/**
 * The page with its blocks written anew. What stands between them stays.
 *
 * @throws if it has a block of what is no operation
 */
export function fillPage(page: string, operations: ReadonlyMap<string, Operation>): string {
  const told = new Map<string, string>()
  return page.replaceAll(BLOCK, (_, name: string) => {
    const text = name === GATEWAY ? gatewayBlock() : operationBlock(find(operations, name), toldIn(told, name))
    return `<!-- generated: ${name} -->\n\n${text}\n\n<!-- /generated -->`
  })
}

/** A model with a title is told of once in a page, where it comes first. */
function toldIn(told: Map<string, string>, operation: string) {
  return (title: string) => {
    const first = told.get(title)
    if (first !== undefined) return `As under [${first}](#${first.toLowerCase()}).`
    told.set(title, operation)
    return undefined
  }
}

function find(operations: ReadonlyMap<string, Operation>, name: string): Operation {
  const operation = operations.get(name)
  if (!operation) throw new Error(`there is no operation ${name}`)
  return operation
}
