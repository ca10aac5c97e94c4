import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../controls/icon.tsx'
import type { PanelName } from '../state/room/views.ts'
import './panel.css'

export type PanelProps = { name: PanelName; title: string; onClose: () => void; children: ReactNode }

/** A panel beside the tiles, or over them on a phone. It takes the focus when it opens and returns it to its button. */
export function Panel({ name, title, onClose, children }: PanelProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    return () => {
      // Only if the focus was in the panel. A person who has moved on keeps their place.
      if (document.activeElement === document.body) document.getElementById(`open-${name}`)?.focus()
    }
  }, [name])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose()
  }
  return (
    <aside className="panel" aria-labelledby={`panel-${name}`} data-testid={`panel-${name}`} onKeyDown={onKeyDown}>
      <div className="panel-head">
        <h2 ref={heading} id={`panel-${name}`} tabIndex={-1}>
          {title}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t('room.close')}
          data-testid="close-panel"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      {children}
    </aside>
  )
}
