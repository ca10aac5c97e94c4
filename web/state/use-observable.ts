import { useSyncExternalStore } from 'react'
import type { Readable } from '../../client/observable.ts'

/** The current value. The component renders again when it changes. */
export function useObservable<T>(source: Readable<T>): T {
  return useSyncExternalStore(source.subscribe, source.get)
}
