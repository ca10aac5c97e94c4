import type { User } from './directory-entries.ts'

const COLUMNS = ['name', 'jobNumber', 'department', 'email', 'admin'] as const

/** A value that an import writes. `before` is absent if there was none, `after` if it is removed. */
type ImportedValue = Readonly<{ column: (typeof COLUMNS)[number]; before?: string; after?: string }>

/** What an import does to a person. The name is the new one. */
export type ImportChange = Readonly<{
  kind: 'added' | 'changed'
  userId: string
  name: string
  values: readonly ImportedValue[]
}>

/** @returns `undefined` if the person stays as they are */
export function toImportChange(before: User | undefined, after: User): ImportChange | undefined {
  const values = COLUMNS.flatMap((column): ImportedValue[] => {
    const [was, is] = [toText(before?.[column]), toText(after[column])]
    // Nobody is an administrator before they are added.
    if (was === is || (column === 'admin' && !before && is === 'false')) return []
    return [{ column, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }]
  })
  const { userId, name } = after
  if (!before) return { kind: 'added', userId, name, values }
  return values.length === 0 ? undefined : { kind: 'changed', userId, name, values }
}

/** The first changes that a preview names: those of the administrator role, then the others in their order. */
export function firstChanges(changes: readonly ImportChange[], limit: number): readonly ImportChange[] {
  const isRole = ({ values }: ImportChange) => values.some(({ column }) => column === 'admin')
  return [...changes.filter(isRole), ...changes.filter((change) => !isRole(change))].slice(0, limit)
}

function toText(value: string | boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}
