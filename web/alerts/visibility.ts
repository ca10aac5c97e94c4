/** Whether nobody can see the page: its tab is in the background, or its window is minimized. */
export function isPageHidden(): boolean {
  return document.visibilityState === 'hidden'
}

/** Calls `act` each time the page is hidden or seen again. @returns a function that ends it */
export function onVisibilityChange(act: () => void): () => void {
  document.addEventListener('visibilitychange', act)
  return () => document.removeEventListener('visibilitychange', act)
}
