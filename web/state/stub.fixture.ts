import type { Me } from '../../contract/web/types.ts'
import { ApiError } from './api.ts'

export const ADA: Me = {
  corpId: 'dingacme',
  organization: 'Acme',
  userId: 'ada',
  unionId: 'u-ada',
  name: 'Ada',
  mustChangePassword: false,
  hasPassword: true,
  personToken: 'p1',
}

/** A request that the server refuses. */
export const refuse = (code: string) => async (): Promise<never> => {
  throw new ApiError(code)
}

/** A request that the test answers later. */
export function pending<T>() {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  let asked = 0
  const ask = () => {
    asked += 1
    return promise
  }
  return { ask, answer: resolve, refuse: (code: string) => reject(new ApiError(code)), asked: () => asked }
}
