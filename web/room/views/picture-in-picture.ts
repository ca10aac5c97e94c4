import { useEffect, useState } from 'react'
import type { Toggle } from './full-screen.ts'
// Imported here, because the small window gets the styles that the page has when it opens.
import './picture-in-picture.css'

/** A small window that stays above all others. Not every browser has it. */
type WindowMaker = Readonly<{ requestWindow: (size: { width: number; height: number }) => Promise<Window> }>
const maker = (globalThis as { documentPictureInPicture?: WindowMaker }).documentPictureInPicture
const SIZE = { width: 360, height: 240 }

/** Whether picture-in-picture is on, and its window if it has one. */
export type PictureInPicture = Toggle & Readonly<{ window?: Window | undefined }>

/**
 * The meeting in a small window above all others, or in a browser without such windows the large picture. `undefined` if the
 * browser has neither.
 */
export function usePictureInPicture(): PictureInPicture | undefined {
  const [small, setSmall] = useState<Window>()
  const [hasVideo, setHasVideo] = useState(false)
  useEffect(() => {
    const follow = () => setHasVideo(document.pictureInPictureElement !== null)
    // These events bubble from the video.
    document.addEventListener('enterpictureinpicture', follow)
    document.addEventListener('leavepictureinpicture', follow)
    return () => {
      document.removeEventListener('enterpictureinpicture', follow)
      document.removeEventListener('leavepictureinpicture', follow)
      if (document.pictureInPictureElement) void document.exitPictureInPicture().catch(() => undefined)
    }
  }, [])
  useEffect(() => () => small?.close(), [small])
  if (maker) {
    const open = async () => {
      const opened = await maker.requestWindow(SIZE).catch(() => undefined)
      if (!opened) return
      copyStyles(opened.document)
      opened.addEventListener('pagehide', () => setSmall(undefined))
      setSmall(opened)
    }
    return { isOn: small !== undefined, window: small, toggle: () => (small ? small.close() : void open()) }
  }
  if (!document.pictureInPictureEnabled) return undefined
  return {
    isOn: hasVideo,
    toggle() {
      const shown = hasVideo ? document.exitPictureInPicture() : findVideo()?.requestPictureInPicture()
      void shown?.catch(() => undefined)
    },
  }
}

/** The video of the large tile, or else the first video of another person. */
function findVideo(): HTMLVideoElement | null {
  return document.querySelector<HTMLVideoElement>('.stage-main video, .tile[data-self="false"] video, .tile video')
}

/** Gives the small document the language and the styles of the page. */
function copyStyles(small: Document): void {
  small.documentElement.lang = document.documentElement.lang
  small.title = document.title
  for (const sheet of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    const link = small.createElement('link')
    link.rel = 'stylesheet'
    link.href = sheet.href
    small.head.append(link)
  }
}
