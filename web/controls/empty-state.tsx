import type { ReactNode } from 'react'
import './empty-state.css'

/** Stands where a list has nothing to show, and says why. `isStatus`: screen readers read it when it appears. */
export function EmptyState({ isStatus = false, children }: { isStatus?: boolean; children: ReactNode }) {
  return (
    <p className="empty" role={isStatus ? 'status' : undefined}>
      {children}
    </p>
  )
}
