import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../controls/icon.tsx'
import type { PanelName } from './screen.ts'
import './panel.css'

export type PanelProps = { name: PanelName; title: string; onClose: () => void; children: ReactNode }

/** Beside the pictures, or over them on a phone. Takes the focus when it opens, and gives it back to its button. */
export function Panel({ name, title, onClose, children }: PanelProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
    return () => {
      // Only if the focus went down with the panel: whoever has moved on is not called back.
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
