import type { Operations, PlannedAnswer, PlanOrder } from '../../../../contract/sandbox/types.ts'

/** What the next calls get. `undone`: the connection is cut, and the operation is not done. */
export const ANSWER_KINDS = ['error', 'throttled', 'late', 'cut', 'undone'] as const
type AnswerKind = (typeof ANSWER_KINDS)[number]

/** The form of planned answers. `error`: the place of the error among those of the operation. `delay`: seconds. */
export type PlanDraft = Readonly<{ operation: string; kind: AnswerKind; error: string; times: string; delay: string }>

type OperationList = Operations['operations']

export function newPlanDraft(operations: OperationList): PlanDraft {
  return { operation: operations[0]?.operation ?? '', kind: 'error', error: '0', times: '1', delay: '4' }
}

/** The draft for another operation, with the first of its errors. */
export function withOperation(draft: PlanDraft, operation: string): PlanDraft {
  return { ...draft, operation, error: '0' }
}

/** The draft with another kind of answer. */
export function withKind(draft: PlanDraft, id: string): PlanDraft {
  return { ...draft, kind: ANSWER_KINDS.find((one) => one === id) ?? draft.kind }
}

/** The errors that the operation documents. */
export function errorsOf({ operation }: PlanDraft, operations: OperationList) {
  return operations.find((one) => one.operation === operation)?.errors ?? []
}

/** The request that the form stands for; `undefined` if the operation has no such error. The server checks the rest. */
export function toPlanOrder(draft: PlanDraft, operations: OperationList): PlanOrder | undefined {
  const answer = toAnswer(draft, operations)
  return answer && { operation: draft.operation, times: Number(draft.times), answer }
}

function toAnswer(draft: PlanDraft, operations: OperationList): PlannedAnswer | undefined {
  const { kind } = draft
  switch (kind) {
    case 'error': {
      const error = errorsOf(draft, operations)[Number(draft.error)]
      return error && { kind, code: error.code, message: error.message }
    }
    case 'late':
      return { kind, delayMs: Math.round(Number(draft.delay) * 1_000) }
    case 'undone':
      return { kind: 'cut', done: false }
    case 'throttled':
    case 'cut':
      return { kind }
  }
}
