import type { ScimPerson } from '../service/account/scim-people.ts'
import { setAttribute, setAttributes, toDraft, draftToPerson } from './attributes.ts'
import { ScimError } from './scim-error.ts'

type Operation = Readonly<{ op: 'add' | 'replace' | 'remove'; path?: string; value?: unknown }>

const MAX_OPERATIONS = 100

/**
 * Reads a `PatchOp`. Every attribute has one value, so to add is to replace.
 *
 * @returns a function that gives the person after all operations, in their order
 * @throws ScimError `invalidSyntax`, `invalidPath`, `invalidValue`, `noTarget` for operations that cannot be read; the function
 *   throws `invalidPath`, `invalidValue`, `mutability`
 */
export function parsePatch(body: unknown): (before: ScimPerson) => ScimPerson {
  const operations = readOperations(body).map(readOperation)
  return (before) => {
    const draft = toDraft(before)
    for (const { op, path, value } of operations) {
      if (path === undefined) setAttributes(draft, value as Record<string, unknown>)
      else setAttribute(draft, path, op === 'remove' ? undefined : value)
    }
    return draftToPerson(draft, before.active)
  }
}

function readOperations(body: unknown): readonly unknown[] {
  const operations = isObject(body) ? Object.entries(body).find(([key]) => key.toLowerCase() === 'operations')?.[1] : []
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > MAX_OPERATIONS)
    throw new ScimError(400, `Operations must be a list of 1 to ${MAX_OPERATIONS}.`, 'invalidSyntax')
  return operations
}

function readOperation(given: unknown): Operation {
  if (!isObject(given)) throw new ScimError(400, 'Each operation must be an object.', 'invalidSyntax')
  const { op, path, value } = given
  // Microsoft Entra sends `Replace`.
  const name = typeof op === 'string' ? op.toLowerCase() : ''
  if (name !== 'add' && name !== 'replace' && name !== 'remove')
    throw new ScimError(400, 'op must be add, replace or remove.', 'invalidSyntax')
  if (path !== undefined && typeof path !== 'string') throw new ScimError(400, 'path must be a text.', 'invalidPath')
  if (path === undefined && name === 'remove') throw new ScimError(400, 'To remove needs a path.', 'noTarget')
  if (path === undefined && !isObject(value))
    throw new ScimError(400, 'Without a path, value must be an object.', 'invalidValue')
  return { op: name, ...(path !== undefined && { path }), value }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
