/**
 * Whether two view models show the same and allow the same actions.
 *
 * Plain objects and arrays are compared part by part, everything else by identity. Two actions count as the same: an
 * action may only depend on the parts of the view that it belongs to, or read its model when it is called.
 */
export function isSameView(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true
  if (typeof before === 'function' && typeof after === 'function') return true
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length && before.every((part, at) => isSameView(part, after[at]))
  }
  if (!isPlain(before) || !isPlain(after)) return false
  const keys = Object.keys(before)
  return (
    keys.length === Object.keys(after).length &&
    keys.every((key) => key in after && isSameView(before[key], after[key]))
  )
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
