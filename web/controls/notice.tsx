import type { ReactNode } from 'react'
import { classes } from './button.tsx'

/** A few words on what happened; an error is read aloud at once, all else when there is a pause. */
export function Notice({ tone, children }: { tone: 'error' | 'warning' | 'good' | 'calm'; children: ReactNode }) {
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={classes('notice', `notice-${tone}`)}>
      {children}
    </div>
  )
}
