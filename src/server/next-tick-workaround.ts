import { createHook } from 'node:async_hooks'

/** Never read. The reference keeps the object alive. */
let tickObject: object | undefined

/**
 * Keeps `process.nextTick` fast for the life of the process. Call it before anything else runs.
 *
 * It works around how V8 and Node act together. Node creates one `TickObject` per tick, from a literal with computed
 * keys. If a full garbage collection runs while no tick is waiting, as it does during a start, V8 discards the shapes
 * (hidden classes) of that object. From then on it creates each one on its slowest path, which takes a sixth of the time
 * of an answer (docs/adr/0002-patched-pages.md). One `TickObject` that stays alive keeps the shapes.
 */
export function keepNextTickFast(): void {
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type === 'TickObject') tickObject ??= resource
    },
  })
  hook.enable()
  process.nextTick(() => {})
  hook.disable()
}
