const EVERY_MS = 15_000

/**
 * Refreshes now, every `everyMs` while the page is visible, and when it becomes visible, gets the focus, or is online
 * again.
 *
 * @returns a function that stops it
 */
export function startAutoRefresh(refresh: () => Promise<void>, everyMs = EVERY_MS): () => void {
  const now = () => {
    if (document.visibilityState === 'visible') void refresh()
  }
  const timer = setInterval(now, everyMs)
  const ends = new AbortController()
  const { signal } = ends
  addEventListener('focus', now, { signal })
  addEventListener('online', now, { signal })
  document.addEventListener('visibilitychange', now, { signal })
  void refresh()
  return () => {
    clearInterval(timer)
    ends.abort()
  }
}
