import { readdirSync, readFileSync } from 'node:fs'
import type { Field } from './compare.ts'

export type GoldenError = Readonly<
  { status: number; code: string; message: string } | { status: number; errcode: number; sub_code?: string }
>

/** One operation as the contract has it, transcribed by hand; never edited to please the code. */
export type Golden = Readonly<{
  operation: string
  method: string
  path: string
  scope?: string
  answer: readonly Field[]
  errors: readonly GoldenError[]
  examples: readonly unknown[]
}>

const folder = new URL('golden/', import.meta.url)

export const GOLDEN: readonly Golden[] = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Golden,
)

/** What is not compatible yet: fields that are never sent, errors that are never answered. */
export const SKIPPED = JSON.parse(readFileSync(new URL('skipped.json', import.meta.url), 'utf8')) as readonly Readonly<{
  operation: string
  path: string
  reason: string
}>[]

/** Names an error within its operation. */
export function errorName(error: GoldenError): string {
  if ('code' in error) return `${error.status} ${error.code} ${error.message}`
  return `errcode ${error.errcode}${error.sub_code === undefined ? '' : ` ${error.sub_code}`}`
}
