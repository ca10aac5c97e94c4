import { useEffect, useRef } from 'react'
import type { OwnView } from '../../state/room/views.ts'
import { isPressable, isTyping } from './key-target.ts'

/**
 * Space turns the microphone on while it is held. A button that was focused by keyboard still gets its Space; a button that
 * was clicked has the focus by accident and does not.
 */
export function useHoldToTalk(talk: OwnView['talk']): void {
  const latest = useRef(talk)
  useEffect(() => {
    latest.current = talk
  }, [talk])
  useEffect(() => {
    let isHeld = false
    let isByPointer = false
    const release = () => {
      if (!isHeld) return
      isHeld = false
      latest.current.release?.()
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab' || event.key.startsWith('Arrow')) isByPointer = false
      if (event.code !== 'Space' || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || (isPressable(event.target) && !isByPointer)) return
      const { hold } = latest.current
      if (!hold && !isHeld) return
      event.preventDefault()
      event.stopPropagation()
      if (event.repeat || isHeld) return
      isHeld = true
      hold?.()
    }
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.code !== 'Space' || !isHeld) return
      event.preventDefault()
      event.stopPropagation()
      release()
    }
    const onPointerDown = () => {
      isByPointer = true
    }
    // In the capture phase, before buttons take Space as a press.
    addEventListener('keydown', onKeyDown, true)
    addEventListener('keyup', onKeyUp, true)
    addEventListener('pointerdown', onPointerDown, true)
    addEventListener('blur', release)
    return () => {
      removeEventListener('keydown', onKeyDown, true)
      removeEventListener('keyup', onKeyUp, true)
      removeEventListener('pointerdown', onPointerDown, true)
      removeEventListener('blur', release)
      release()
    }
  }, [])
}
