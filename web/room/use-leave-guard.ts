import { useEffect } from 'react'
import { navigation } from '../navigation.ts'

/** Asks before the person leaves the meeting by Back, or by closing or reloading the page. Back calls `ask`. */
export function useLeaveGuard(ask: () => void): void {
  useEffect(() => navigation.guard(ask), [ask])
  useEffect(() => {
    const onBeforeUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', onBeforeUnload)
    return () => removeEventListener('beforeunload', onBeforeUnload)
  }, [])
}
