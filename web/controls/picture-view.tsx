import { useEffect, useRef } from 'react'
import type { Picture } from '../media/engine.ts'

/** A video without sound: `Sound` plays that. The label beside the video says what it shows. */
export function PictureView({ picture }: { picture: Picture }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element) return
    element.srcObject = picture
    // Replacing the stream ends this attempt to play; the next stream starts its own.
    element.play().catch(() => {})
    return () => {
      element.srcObject = null
    }
  }, [picture])
  return <video ref={video} autoPlay playsInline muted aria-hidden="true" />
}
