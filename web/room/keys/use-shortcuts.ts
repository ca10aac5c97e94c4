import { useEffect, useRef } from 'react'
import { isTyping } from './typing.ts'

/** What each key does now, by the letter on it; `undefined` where it does nothing. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>

/** Single keys, anywhere in the room but where one types. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  }, [shortcuts])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return
      if (event.defaultPrevented || isTyping(event.target)) return
      const act = latest.current[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
