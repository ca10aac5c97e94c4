import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { startTester, type Tester } from '../worlds/tester.ts'
import type { Page } from './page.ts'

const CLIENT_ID = 'rollcall'
const CLIENT_SECRET = 'provider-secret'

export type TestProvider = AsyncDisposable & {
  issuer: string
  /** A server with single sign-on: each name signs in as the Acme user with that userId. */
  startTester(options?: { env?: Record<string, string>; dataFolder?: string }): Promise<Tester>
  /** Stops answering until it is resumed. */
  fallOver(): Promise<void>
  getUp(): Promise<void>
}

/** What the provider says of somebody. */
type Claims = Readonly<Record<string, string | boolean>>

/**
 * A real OpenID Connect provider on a free port; any name can sign in. `claimsOf`: what it says of who typed a name, if that
 * is not the usual. `sub` is then who they are.
 */
export async function startProvider(claimsOf: (login: string) => Claims = usualClaims): Promise<TestProvider> {
  const http = createServer()
  const listen = async (port: number) => {
    http.listen(port, '127.0.0.1')
    await once(http, 'listening')
    return (http.address() as AddressInfo).port
  }
  const port = await listen(0)
  const issuer = `http://localhost:${port}`
  const fallOver = async () => {
    if (!http.listening) return
    http.closeAllConnections()
    http.close()
    await once(http, 'close')
  }
  return {
    issuer,
    fallOver,
    async getUp() {
      await listen(port)
    },
    async startTester({ env, ...options } = {}) {
      const tester = await startTester({
        ...options,
        env: {
          ROLLCALL_OIDC_ISSUER: issuer,
          ROLLCALL_OIDC_CLIENT_ID: CLIENT_ID,
          ROLLCALL_OIDC_CLIENT_SECRET: CLIENT_SECRET,
          ROLLCALL_OIDC_ORGANIZATION: 'dingacme',
          ROLLCALL_OIDC_NAME: 'Acme’s directory',
          ...env,
        },
      })
      // Registered only now, since the server's address is known only now: so nothing may have been asked before.
      http.removeAllListeners('request')
      const known = env?.['ROLLCALL_PUBLIC_URL'] ?? `http://localhost:${new URL(tester.url).port}`
      http.on('request', serve(issuer, `${known}/api/sso/back`, claimsOf))
      return tester
    },
    [Symbol.asyncDispose]: fallOver,
  }
}

function usualClaims(id: string): Claims {
  return { sub: id, preferred_username: id, email: id, email_verified: id !== 'bram' }
}

function serve(issuer: string, back: string, claimsOf: (login: string) => Claims): RequestListener {
  return new Provider(issuer, {
    clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [back] }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['preferred_username', 'name'], email: ['email', 'email_verified'] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...claimsOf(id) }),
    }),
  }).callback()
}

/** Follows the redirect to the provider, signs in as `name`, and returns the callback URL. */
export async function visitProvider(page: Page, name: string, to = '/'): Promise<URL> {
  const start = await page.go('GET', page.address(`/api/sso/start?to=${encodeURIComponent(to)}`))
  let next = new URL(start.headers.get('location') ?? assert.fail(`${start.status}`))
  const provider = next.origin
  for (let steps = 0; steps < 12; steps += 1) {
    if (next.origin !== provider) return next
    const answer = await page.go('GET', next)
    const text = await answer.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1]
    const led = prompt
      ? await page.go('POST', next, { body: new URLSearchParams({ prompt, login: name, password: 'any' }) })
      : answer
    next = new URL(led.headers.get('location') ?? assert.fail(`${answer.status} ${text}`), next)
  }
  return assert.fail('the provider leads nowhere')
}
