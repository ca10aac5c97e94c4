import { CHAT_LENGTH } from '../../../contract/signaling/constants.ts'
import type { RefusalCode, Said } from '../../../contract/signaling/types.ts'
import { isVisible } from '../../../contract/text/shown.ts'
import { observable } from '../../../client/observable.ts'
import type { Conference } from '../../../client/conference.ts'
import type { StoredText } from '../stored-text.ts'
import { isJoined, ownSeat } from './facts.ts'
import type { ChatView } from './chat-view.ts'

/** The draft of a conference, stored in this tab. */
export type StoredDraft = (conferenceId: string) => StoredText

/** `onNewLine` is called for each line of another person that arrives while the chat is closed. */
export class Chat {
  readonly view = observable<ChatView>({
    lines: [],
    open: false,
    closed: false,
    unread: 0,
    setOpen: (open) => this.#set({ open }),
    draft: '',
    setDraft: (draft) => {
      this.#stored?.write(draft)
      this.#set({ draft })
    },
  })
  readonly #conference: Conference
  readonly #onNewLine: (said: Said) => void
  /** Lines from before the page opened do not count as unread. */
  #readUpTo: number | undefined
  #announcedUpTo = 0
  #said: readonly Said[] = []
  #key = ''
  #isSending = false
  #mayWrite = false
  #isClosed = false
  readonly #storedDraft: StoredDraft
  /** Once the conference is known. */
  #stored: StoredText | undefined

  constructor(deps: { conference: Conference; storedDraft: StoredDraft; onNewLine: (said: Said) => void }) {
    this.#conference = deps.conference
    this.#storedDraft = deps.storedDraft
    this.#onNewLine = deps.onNewLine
  }

  /** Call it after each change of the conference. */
  follow(): void {
    const state = this.#conference.state.get()
    if (!this.#stored && state.roster) this.#readDraft(state.roster.conference.conferenceId)
    const key = ownSeat(state)?.member.key ?? this.#key
    const isClosed = state.roster?.conference.chat === false
    const mayWrite = isJoined(state) && !isClosed
    const isSame = mayWrite === this.#mayWrite && isClosed === this.#isClosed
    if (state.said === this.#said && key === this.#key && isSame) return
    this.#said = state.said
    this.#key = key
    this.#mayWrite = mayWrite
    this.#isClosed = isClosed
    const newest = state.said.at(-1)?.id ?? 0
    if (this.#readUpTo === undefined && state.welcomes > 0) this.#readUpTo = this.#announcedUpTo = newest
    this.#set({})
    const before = this.#announcedUpTo
    this.#announcedUpTo = Math.max(before, newest)
    if (this.view.get().open) return
    for (const said of state.said) if (said.id > before && said.from !== key) this.#onNewLine(said)
  }

  #readDraft(conferenceId: string): void {
    this.#stored = this.#storedDraft(conferenceId)
    const draft = this.#stored.read()
    if (draft !== undefined && this.view.get().draft === '') this.#set({ draft })
  }

  async #send(text: string): Promise<void> {
    this.#isSending = true
    this.#set({ draft: '' })
    const done = await this.#conference.say(text)
    this.#isSending = false
    if (done.ok && this.view.get().draft === '') this.#stored?.forget()
    // After a refusal, the line returns to the draft, unless the person has started another one.
    this.#set(done.ok ? {} : { draft: this.view.get().draft || text }, done.ok ? undefined : done.code)
  }

  #set(part: Partial<Pick<ChatView, 'open' | 'draft'>>, refused?: RefusalCode): void {
    const { refused: before, send: _, ...view } = this.view.get()
    const { open, draft } = { ...view, ...part }
    if (open) this.#readUpTo = this.#said.at(-1)?.id ?? this.#readUpTo
    const readUpTo = this.#readUpTo ?? 0
    const stillRefused = refused ?? ('draft' in part ? undefined : before)
    const text = draft.trim()
    const mayWrite = isVisible(text) && text.length <= CHAT_LENGTH && !this.#isSending && this.#mayWrite
    this.view.set({
      ...view,
      open,
      closed: this.#isClosed,
      draft,
      lines: this.#said.map(({ id, from, nick, text: line, at }) => ({
        id,
        nick,
        isSelf: from === this.#key,
        text: line,
        at,
      })),
      unread: this.#said.filter(({ id, from }) => id > readUpTo && from !== this.#key).length,
      ...(stillRefused && { refused: stillRefused }),
      ...(mayWrite && { send: () => void this.#send(text) }),
    })
  }
}
