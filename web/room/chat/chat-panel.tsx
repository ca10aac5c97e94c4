import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../i18n/format.ts'
import { splitLinks } from '../../state/entry/links.ts'
import type { Readable } from '../../../client/observable.ts'
import type { ChatView } from '../../state/room/chat-view.ts'
import { useObservable } from '../../state/use-observable.ts'
import { EmptyState } from '../../controls/empty-state.tsx'
import { Icon } from '../../controls/icon.tsx'
import { Panel } from '../panel.tsx'
import './chat.css'

/** The chat's lines and a field to write in. Enter sends; Shift+Enter starts a new line. */
export function ChatPanel({ chat, onClose }: { chat: Readable<ChatView>; onClose: () => void }) {
  const { t } = useTranslation()
  const view = useObservable(chat)
  return (
    <Panel name="chat" title={t('room.chat.title')} onClose={onClose}>
      <Lines lines={view.lines} />
      {view.closed ? (
        <p role="status" className="chat-closed" data-testid="chat-closed">
          {t('room.chat.closed')}
        </p>
      ) : (
        <Draft view={view} />
      )}
    </Panel>
  )
}

function Lines({ lines }: { lines: ChatView['lines'] }) {
  const { t, i18n } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const newest = lines.at(-1)?.id
  useEffect(() => {
    // In braces: newer browsers return a promise, which React would take for a cleanup function.
    void list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [newest])
  return (
    <div ref={list} className="panel-scroll" role="log" aria-label={t('room.chat.lines')} tabIndex={0}>
      {lines.length === 0 && <EmptyState>{t('room.chat.empty')}</EmptyState>}
      {lines.map(({ id, nick, isSelf, text, at }) => (
        <div key={`${id} ${nick}`} className="chat-line" data-self={isSelf} data-testid="chat-line">
          <p className="chat-who">
            <span className="chat-nick">{isSelf ? t('room.chat.you') : nick}</span>{' '}
            <time dateTime={new Date(at).toISOString()}>{formatTime(i18n.language, at)}</time>
          </p>
          <p className="chat-text">
            <Linked text={text} />
          </p>
        </div>
      ))}
    </div>
  )
}

function Linked({ text }: { text: string }) {
  return splitLinks(text).map((piece) =>
    piece.href === undefined ? (
      piece.text
    ) : (
      <a key={piece.at} href={piece.href} target="_blank" rel="noopener noreferrer">
        {piece.text}
      </a>
    ),
  )
}

function Draft({ view }: { view: ChatView }) {
  const { t } = useTranslation()
  const { draft, setDraft, send, refused } = view
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    send?.()
  }
  return (
    <form
      className="chat-form"
      onSubmit={(event) => {
        event.preventDefault()
        send?.()
      }}
    >
      {refused && (
        <p role="alert" className="chat-refused">
          {t('room.chat.refused')} {t(`room.refused.${refused}`)}
        </p>
      )}
      <textarea
        className="field-input chat-input"
        data-testid="chat-input"
        aria-label={t('room.chat.label')}
        placeholder={t('room.chat.placeholder')}
        rows={2}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="submit"
        className="icon-button chat-send"
        data-testid="chat-send"
        aria-label={t('room.chat.send')}
        aria-disabled={!send}
      >
        <Icon name="send" />
      </button>
    </form>
  )
}
