import type { Reaction } from '../../../contract/signaling/types.ts'
import { observable } from '../../../client/observable.ts'
import type { Clock } from '../../../client/clock.ts'
import type { NoticeContent } from './notice-events.ts'
import type { Notice, NoticesView, PanelName } from './views.ts'

const SHOWN_MS = 6_000
/** A message about a person who waits is shown longer, since the host must act. */
const KNOCK_MS = 20_000
const REACTION_MS = 4_000
const REQUEST_MS = 30_000
const MAX_TOASTS = 2

type Toast = NoticesView['toasts'][number]

/** Messages that disappear after a while. */
export class Notices {
  readonly view = observable<NoticesView>({
    toasts: [],
    reactions: [],
    setPanel: (panel) => this.#setPanel(panel),
  })
  readonly #clock: Clock
  #nextId = 1
  #panel: PanelName | undefined
  #stopRequest: (() => void) | undefined

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
    const others = this.view.get().toasts.filter((shown) => !isReplacedBy(shown, notice))
    // What the open panel shows is only read aloud.
    const toasts = isInSight(notice, this.#panel) ? others : [...others, toast].slice(-MAX_TOASTS)
    this.#put({ toasts, announced: notice })
    this.#clock.wait(notice.kind === 'knocks' ? KNOCK_MS : SHOWN_MS, dismiss)
  }

  /** Removes the messages about people who no longer wait, as `waits` says. */
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
  requestUnmute(by: string, unmute: () => void): void {
    const dismiss = () => {
      this.#stopRequest?.()
      const { unmuteRequest: _, ...view } = this.view.get()
      this.view.set(view)
    }
    this.#stopRequest?.()
    this.#stopRequest = this.#clock.wait(REQUEST_MS, dismiss)
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

  #setPanel(panel: PanelName | undefined): void {
    if (panel === this.#panel) return
    this.#panel = panel
    const { toasts } = this.view.get()
    const left = toasts.filter((toast) => !isInSight(toast, panel))
    if (left.length < toasts.length) this.#put({ toasts: left })
  }

  #put(part: Partial<NoticesView>): void {
    this.view.update((view) => ({ ...view, ...part }))
  }
}

/** Whether an open panel shows this already. */
function isInSight({ kind }: Notice, panel: PanelName | undefined): boolean {
  switch (panel) {
    case undefined:
      return false
    case 'chat':
      return kind === 'message' || kind === 'chat-closed' || kind === 'chat-open'
    case 'people':
      return kind === 'came' || kind === 'went' || kind === 'knocks' || kind === 'hand-up' || kind === 'new-host'
  }
}

/** Notices about the same thing. A later one makes an earlier one of its group wrong. */
const GROUPS: readonly (readonly Notice['kind'][])[] = [
  ['came', 'went', 'was-removed', 'knocks'],
  ['muted-by-host', 'barred', 'may-unmute'],
  ['you-are-co-host', 'no-longer-co-host'],
  ['locked', 'unlocked'],
  ['sharing-limited', 'sharing-free'],
  ['waiting-room-on', 'waiting-room-off'],
  ['mute-on-join', 'no-mute-on-join'],
  ['chat-closed', 'chat-open'],
  ['new-host', 'you-are-host'],
  ['resumed'],
]

/** Whether the toast is about the same thing, and the same person if it names one. */
function isReplacedBy(shown: Toast, notice: Notice): boolean {
  const isSameGroup = GROUPS.some((group) => group.includes(shown.kind) && group.includes(notice.kind))
  if (!isSameGroup) return false
  return !('nick' in shown) || !('nick' in notice) || shown.kind === 'new-host' || shown.nick === notice.nick
}
