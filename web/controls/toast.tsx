import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import './toast.css'

export type ToastProps = {
  /** `trouble`: something did not work. */
  tone: 'news' | 'trouble'
  /** What the toast is about, for tests and for the number of its lines. */
  kind: string
  /** A button that acts on the news. */
  action?: ReactNode
  onDismiss: () => void
  children: ReactNode
}

/** A short message that disappears after a while. A live region elsewhere reads it aloud. */
export function Toast({ tone, kind, action, onDismiss, children }: ToastProps) {
  const { t } = useTranslation()
  return (
    <div className="toast" data-testid="toast" data-notice={kind} data-tone={tone}>
      <p>{children}</p>
      {action}
      <button type="button" className="toast-dismiss" aria-label={t('room.notice.dismiss')} onClick={onDismiss}>
        <Icon name="close" />
      </button>
    </div>
  )
}
