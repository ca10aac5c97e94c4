import { useEffect, useRef } from 'react'
import type { Picture } from '../media/engine.ts'

/** A moving picture without sound, which is played elsewhere. What it shows is said beside it. */
export function PictureView({ picture }: { picture: Picture }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = picture
    // A picture that is replaced at once ends the attempt; the next one begins its own.
    element.play().catch(() => {})
    return () => {
      element.srcObject = null
    }
  }, [picture])
  return <video ref={video} autoPlay playsInline muted aria-hidden="true" />
}
