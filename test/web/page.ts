import assert from 'node:assert/strict'
import type { Me } from '../../contract/web/types.ts'

export type PageAnswer<T = Record<string, unknown>> = { status: number; headers: Headers; body: T }
type Options = { body?: unknown; headers?: Record<string, string> }

/** A browser, as the server sees it: it stores cookies and sends its origin. */
export class Page {
  readonly #base: string
  readonly cookies = new Map<string, string>()

  constructor(base: string) {
    this.#base = base
  }

  async ask<T = Record<string, unknown>>(
    method: string,
    path: string,
    { body, headers }: Options = {},
  ): Promise<PageAnswer<T>> {
    const response = await this.go(method, this.address(path), {
      ...(body !== undefined && {
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
      headers: {
        'sec-fetch-site': 'same-origin',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as T }
  }

  address(path: string): URL {
    return new URL(path, this.#base)
  }

  /** Without following where it leads. */
  async go(method: string, url: URL, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) }
    const response = await fetch(url, { ...init, method, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  /** Signs in, and changes the first password to `password` where that is asked. */
  async signIn(
    { corpId = 'dingacme', userId, password }: { corpId?: string; userId: string; password: string },
    own = `${password} and longer`,
  ): Promise<Me> {
    const { status, body } = await this.ask<Me>('POST', '/api/session', { body: { corpId, userId, password } })
    assert.equal(status, 200, JSON.stringify(body))
    if (!body.mustChangePassword) return body
    const changed = await this.ask<Me>('POST', '/api/password', { body: { current: password, next: own } })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))
    return changed.body
  }
}
