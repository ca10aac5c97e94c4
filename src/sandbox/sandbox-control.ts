import type {
  ConferenceOrder,
  MadeConference,
  Operations,
  Plan,
  PlanOrder,
  PlannedAnswer,
  ScriptedConference,
} from '../../contract/sandbox/types.ts'
import type { Caller } from '../service/account/caller.ts'
import type { Admission } from '../service/entry/admission.ts'
import type { Operation } from './operations.ts'
import type { PlannedAnswers } from './planned-answers.ts'
import { statusIn } from './rehearsal.ts'
import { SandboxError } from './sandbox-error.ts'
import type { Made, ScriptedConferences } from './scripted-conferences.ts'

/** What can be done in a sandbox for an app: by the app with its token, or by an administrator in the console. */
export class SandboxControl {
  readonly #scripted: Pick<ScriptedConferences, 'make' | 'list' | 'end'>
  readonly #planned: PlannedAnswers
  readonly #operations: ReadonlyMap<string, Operation>
  readonly #admission: Pick<Admission, 'externalLink'>

  constructor(deps: {
    scripted: Pick<ScriptedConferences, 'make' | 'list' | 'end'>
    planned: PlannedAnswers
    operations: ReadonlyMap<string, Operation>
    admission: Pick<Admission, 'externalLink'>
  }) {
    this.#scripted = deps.scripted
    this.#planned = deps.planned
    this.#operations = deps.operations
    this.#admission = deps.admission
  }

  /** @throws SandboxError if the conference is impossible; then nothing is made */
  async makeConference(app: Caller, order: ConferenceOrder): Promise<MadeConference> {
    const made = await this.#scripted.make(app, order)
    return { ...toAnswer(made), externalLinkUrl: this.#admission.externalLink(made.head) }
  }

  listConferences(app: Caller): ScriptedConference[] {
    return this.#scripted.list(app).map(({ id, title, steps, refused }) => ({
      conferenceId: id,
      title,
      stepsLeft: steps.length,
      refused: [...refused],
    }))
  }

  async endConferences(app: Caller): Promise<{ ended: number }> {
    return { ended: await this.#scripted.end(app) }
  }

  /** @throws SandboxError if there is no such operation, if it has no such error, or if the app has too many plans */
  planAnswer(app: Caller, { operation, times = 1, answer }: PlanOrder): Plan {
    requireDocumented(this.#operations.get(operation), operation, answer)
    return toPlan(this.#planned.plan(app, { operation, times, answer }))
  }

  listAnswers(app: Caller): Plan[] {
    return this.#planned.list(app).map(toPlan)
  }

  dropAnswers(app: Caller): { dropped: number } {
    return { dropped: this.#planned.drop(app) }
  }

  listOperations(): Operations['operations'] {
    return [...this.#operations.values()].map((operation) => ({
      ...operation,
      errors: operation.errors.map(({ status, code, message }) => ({ status, code, message })),
    }))
  }
}

function requireDocumented(operation: Operation | undefined, name: string, answer: PlannedAnswer): void {
  if (!operation) throw new SandboxError(`there is no operation ${name}: GET /sandbox/operations lists all`)
  if (answer.kind !== 'error') return
  const { code, message } = answer
  const isKnown = operation.errors.some(
    (error) => error.code === code && (message === undefined || error.message === message),
  )
  if (isKnown) return
  const known = [...new Set(operation.errors.map((error) => error.code))].join(', ')
  throw new SandboxError(`${name} documents no such error; it has ${known}`)
}

function toPlan({ id, operation, times, answer }: ReturnType<PlannedAnswers['list']>[number]): Plan {
  return { id, operation, times, answer }
}

function toAnswer({ head, state, cast, stepsLeft }: Made): Omit<MadeConference, 'externalLinkUrl'> {
  return {
    conferenceId: head.id,
    title: head.title,
    roomCode: head.roomCode,
    startTime: head.startedAt,
    ...(head.endedAt !== undefined && { endTime: head.endedAt }),
    people: cast.map((member) => ({
      ...(member.scripted.unionId !== undefined && { unionId: member.scripted.unionId }),
      userNick: member.newcomer.nick,
      attendStatus: statusIn(state, member),
      participantIds: [...member.participantIds],
    })),
    stepsLeft,
  }
}
