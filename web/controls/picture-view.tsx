import { useEffect, useRef } from 'react'
import type { Picture } from '../media/engine.ts'

/** A video without sound: `Sound` plays that. The label beside the video says what it shows. */
export function PictureView({ picture }: { picture: Picture }) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element) return
    const end = picture.showIn(element)
    // Replacing the stream ends this attempt to play; the next stream starts its own.
    element.play().catch(() => {})
    return end
  }, [picture])
  return <video ref={video} autoPlay playsInline muted aria-hidden="true" />
}
