import type { RefusalCode } from '../../../contract/signaling/types.ts'

/** The chat. */
export type ChatView = Readonly<{
  lines: readonly Readonly<{
    id: number
    nick: string
    isSelf: boolean
    text: string
    /** Epoch ms. */
    at: number
  }>[]
  open: boolean
  /** Nobody can write or react now. */
  closed: boolean
  /** Lines that came while the chat was closed. */
  unread: number
  setOpen: (open: boolean) => void
  draft: string
  setDraft: (text: string) => void
  /** Sends the draft; absent while the draft is empty or too long, or there is no connection. */
  send?: () => void
  /** The server refused the last line, which is in the draft again. */
  refused?: RefusalCode
}>
