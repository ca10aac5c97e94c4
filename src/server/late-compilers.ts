import { createRequire } from 'node:module'
import type { FastifyServerOptions } from 'fastify'

type Compilers = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>
type SerializerFactory = NonNullable<Compilers['buildSerializer']>
type Compile = ReturnType<SerializerFactory>

/** Finds modules as Fastify does, which itself would load this one at its start. */
const requireAsFastify = createRequire(import.meta.resolve('fastify'))
const SERIALIZERS = '@fastify/fast-json-stringify-compiler'

/**
 * Fastify's compilers, for its `schemaController`. The code that writes the answers of a route is compiled for its first
 * answer. At the start, this would take a tenth of the time, together with loading the compiler (measured).
 */
export const LATE_COMPILERS: Compilers = {
  /** Fastify would load a validator of its own, which no route uses. */
  buildValidator: () => () => {
    throw new Error('a route with a schema needs a validator compiler')
  },
  buildSerializer: (...given) => {
    let compile: Compile | undefined
    return (route) => {
      let write: ReturnType<Compile> | undefined
      return (answer) => {
        compile ??= (requireAsFastify(SERIALIZERS) as () => SerializerFactory)()(...given)
        write ??= compile(route)
        return write(answer)
      }
    }
  },
}
