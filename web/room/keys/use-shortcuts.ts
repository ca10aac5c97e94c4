import { useEffect, useRef } from 'react'
import { shortcutOf } from './shortcut-of.ts'
import { isTyping } from './key-target.ts'

/** The action of each key, by what `shortcutOf` gives; `undefined` while it has none. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>

/** Handles single keys everywhere in the room except in text fields. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  }, [shortcuts])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      if (event.defaultPrevented || isTyping(event.target)) return
      const act = latest.current[shortcutOf(event)]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])
}
