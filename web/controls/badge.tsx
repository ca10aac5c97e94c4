import type { ReactNode } from 'react'
import './badge.css'

export type BadgeProps = {
  /** `strong` for the one that matters most in its place. */
  tone?: 'calm' | 'strong'
  testId?: string
  children: ReactNode
}

/** A word or two beside a name or a title. It never breaks. */
export function Badge({ tone = 'calm', testId, children }: BadgeProps) {
  return (
    <span className="badge" data-tone={tone} data-testid={testId}>
      {children}
    </span>
  )
}
