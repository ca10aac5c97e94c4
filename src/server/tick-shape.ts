import { createHook } from 'node:async_hooks'

/** Never read: that it is held is all. */
let kept: object | undefined

/**
 * Keeps `process.nextTick` fast for the life of the process; to be called before anything else runs.
 *
 * Node makes an object for each tick, in a literal with computed keys. V8 forgets the shapes of that object if a full
 * garbage collection comes while no tick is waiting, as during start, and then takes its slowest way to build one ever
 * after: a sixth of the time of an answer (docs/adr/0002). One such object that is never let go keeps the shapes.
 */
export function keepTickShape(): void {
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type === 'TickObject') kept ??= resource
    },
  })
  hook.enable()
  process.nextTick(() => {})
  hook.disable()
}
