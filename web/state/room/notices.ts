import type { Reaction } from '../../../contract/signaling/types.ts'
import { observable } from '../../../client/observable.ts'
import type { Clock } from '../../../client/clock.ts'
import type { NoticeContent } from './notice-events.ts'
import type { Notice, NoticesView } from './views.ts'

const SHOWN_MS = 6_000
/** A message about a person who waits is shown longer, since the host must act. */
const KNOCK_MS = 20_000
const REACTION_MS = 4_000
const ASKED_MS = 30_000
const MAX_TOASTS = 4

/** Messages that disappear after a while. */
export class Notices {
  readonly view = observable<NoticesView>({ toasts: [], reactions: [] })
  readonly #clock: Clock
  #nextId = 1
  #stopAsking: (() => void) | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @param letIn admits the person who waits, if the message is about one */
  show(content: NoticeContent, letIn?: (member: string) => void): void {
    const notice: Notice = { ...content, id: this.#nextId++ }
    const dismiss = () => this.#put({ toasts: this.view.get().toasts.filter(({ id }) => id !== notice.id) })
    const toast = {
      ...notice,
      dismiss,
      ...(notice.kind === 'knocks' && letIn && { letIn: () => letIn(notice.member) }),
    }
    this.#put({ toasts: [...this.view.get().toasts, toast].slice(-MAX_TOASTS), announced: notice })
    this.#clock.wait(notice.kind === 'knocks' ? KNOCK_MS : SHOWN_MS, dismiss)
  }

  /** Removes the messages about people for whom `waits` is no longer true. */
  forgetKnocks(waits: (member: string) => boolean): void {
    const { toasts } = this.view.get()
    const left = toasts.filter((toast) => toast.kind !== 'knocks' || waits(toast.member))
    if (left.length < toasts.length) this.#put({ toasts: left })
  }

  /** Shows a reaction for some seconds. */
  react(reacted: Readonly<{ participantId: string; nick: string; reaction: Reaction }>): void {
    const id = this.#nextId++
    this.#put({ reactions: [...this.view.get().reactions, { id, ...reacted }] })
    this.#clock.wait(REACTION_MS, () =>
      this.#put({ reactions: this.view.get().reactions.filter((shown) => shown.id !== id) }),
    )
  }

  /** Shows the host's request to unmute, until it is answered or 30 seconds old. `by`: nick of the person who asks. */
  ask(by: string, unmute: () => void): void {
    const dismiss = () => {
      this.#stopAsking?.()
      const { unmuteRequest: _, ...view } = this.view.get()
      this.view.set(view)
    }
    this.#stopAsking?.()
    this.#stopAsking = this.#clock.wait(ASKED_MS, dismiss)
    this.#put({
      unmuteRequest: {
        by,
        dismiss,
        unmute: () => {
          dismiss()
          unmute()
        },
      },
    })
  }

  /** Offers to allow the sound that the browser blocks; without `allow`, ends the offer. */
  setSoundBlocked(allow: (() => void) | undefined): void {
    const { soundBlocked: _, ...view } = this.view.get()
    this.view.set(allow ? { ...view, soundBlocked: { allow } } : view)
  }

  #put(part: Partial<NoticesView>): void {
    this.view.update((view) => ({ ...view, ...part }))
  }
}
