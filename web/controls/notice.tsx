import type { ReactNode } from 'react'
import { classes } from './button.tsx'

/** A short message. Screen readers read an error at once, and everything else at the next pause. */
export function Notice({ tone, children }: { tone: 'error' | 'warning' | 'good' | 'calm'; children: ReactNode }) {
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={classes('notice', `notice-${tone}`)}>
      {children}
    </div>
  )
}
