/** What one check of the doctor found. `remedy` says what to do about it. */
export type Finding =
  | Readonly<{ kind: 'ok'; what: string }>
  | Readonly<{ kind: 'problem'; what: string; remedy: string }>
  | Readonly<{ kind: 'hint'; what: string; remedy: string }>

/** How long a service may take to answer. */
export const ANSWER_MS = 5_000

export const ok = (what: string): Finding => ({ kind: 'ok', what })
export const problem = (what: string, remedy: string): Finding => ({ kind: 'problem', what, remedy })
/** Something that may be intended. */
export const hint = (what: string, remedy: string): Finding => ({ kind: 'hint', what, remedy })

/** The finding of `look`; a problem if it throws or takes too long. Then its signal is aborted, and it must close what it uses. */
export async function check(
  what: string,
  remedy: string,
  look: (signal: AbortSignal) => Promise<Finding>,
): Promise<Finding> {
  const controller = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new Error(`no answer within ${ANSWER_MS / 1_000} s`))
    controller.abort()
  }, ANSWER_MS)
  try {
    return await Promise.race([look(controller.signal), late.promise])
  } catch (error) {
    return problem(`${what}: ${reasonOf(error)}`, remedy)
  } finally {
    clearTimeout(timer)
  }
}

/** Why something failed, in one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // A refused connection has no message of its own, only one for each address that was tried.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  return error.cause instanceof Error ? `${error.message} (${reasonOf(error.cause)})` : error.message
}
