import { useSyncExternalStore } from 'react'
import type { Readable } from '../../client/observable.ts'

/** What is in it now; the view is drawn again when that changes. */
export function useObservable<T>(source: Readable<T>): T {
  return useSyncExternalStore(source.subscribe, source.get)
}
