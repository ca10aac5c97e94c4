import { useEffect, useLayoutEffect } from 'react'
import { navigation } from '../navigation.ts'

/**
 * Asks before the person leaves the meeting by Back, or by closing or reloading the page. Back calls `confirm`; without it,
 * nothing is asked.
 */
export function useLeaveGuard(confirm: (() => void) | undefined): void {
  // A layout effect ends before the person can press Back on the end page.
  useLayoutEffect(() => (confirm ? navigation.guard(confirm) : undefined), [confirm])
  useEffect(() => {
    if (!confirm) return undefined
    const onBeforeUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', onBeforeUnload)
    return () => removeEventListener('beforeunload', onBeforeUnload)
  }, [confirm])
}
