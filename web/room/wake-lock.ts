/** The parts of a browser that the lock needs. `wakeLock` is absent in a browser that has none, or without https. */
export type WakePlatform = Readonly<{
  wakeLock?: Readonly<{ request(type: 'screen'): Promise<Pick<WakeLockSentinel, 'release'>> }>
  document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>
}>

/**
 * Keeps the screen on. Browsers drop the lock when the page is hidden, so it is taken again when the page is visible again.
 * A device that refuses, because its battery is low for example, dims its screen as usual.
 *
 * @returns what lets the screen sleep again
 */
export function keepScreenOn({ wakeLock, document }: WakePlatform): () => void {
  if (!wakeLock) return () => undefined
  let isOver = false
  let release = () => {}
  const take = async () => {
    if (document.visibilityState !== 'visible') return
    const lock = await wakeLock.request('screen').catch(() => undefined)
    if (!lock) return
    if (isOver) return void lock.release()
    release = () => void lock.release()
  }
  const onVisible = () => void take()
  document.addEventListener('visibilitychange', onVisible)
  void take()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', onVisible)
    release()
  }
}
